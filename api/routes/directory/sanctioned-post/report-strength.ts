// GET /v1/sanctioned-strength

import { strengthChanges } from '../../../../domain/directory/sanctioned-post/strength'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentPosts } from './presenter'
import { postQuery, reportSchema } from './schema'

export const reportSanctionedStrengthRoute = route({
  method: 'get',
  path: '/v1/sanctioned-strength',
  operationId: 'reportSanctionedStrength',
  summary: 'How the sanctioned strength of an office has changed, by which orders',
  tag: 'Directory',
  access: 'known',
  query: postQuery,
  responses: { 200: { description: 'Every change, oldest first.', schema: reportSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now }) => {
    const at = instantOf(query.at) ?? now
    const posts = await deps.repositories.sanctionedPosts.ofOffice(query.office)
    const { strength } = presentPosts(posts, at)
    return { status: 200, body: { at, strength, changes: strengthChanges(posts) } }
  },
})
