// GET /v1/sanctioned-posts

import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentPosts } from './presenter'
import { postListSchema, postQuery } from './schema'

export const listSanctionedPostsRoute = route({
  method: 'get',
  path: '/v1/sanctioned-posts',
  operationId: 'listSanctionedPosts',
  summary: 'The sanctioned posts of an office, with the strength at an instant',
  tag: 'Directory',
  access: 'known',
  query: postQuery,
  responses: { 200: { description: 'The posts, by id.', schema: postListSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now }) => {
    const posts = await deps.repositories.sanctionedPosts.ofOffice(query.office)
    return { status: 200, body: presentPosts(posts, instantOf(query.at) ?? now) }
  },
})
