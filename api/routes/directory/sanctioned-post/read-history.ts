// GET /v1/sanctioned-posts/:id/history

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { presentHistory } from '../../common/history'
import { historyPageSchema, historyQuery } from '../../common/history-schema'
import { postParams } from './schema'

export const readSanctionedPostHistoryRoute = route({
  method: 'get',
  path: '/v1/sanctioned-posts/:id/history',
  operationId: 'readSanctionedPostHistory',
  summary: 'What has been changed of a post, newest first',
  tag: 'Directory',
  access: 'known',
  params: postParams,
  query: historyQuery,
  responses: { 200: { description: 'A page of changes.', schema: historyPageSchema } },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, ctx }) => {
    if (!(await deps.repositories.sanctionedPosts.byId(params.id))) throw new KcsError('not-found')
    const object = { thing: 'sanctioned-post', subject: params.id } as const
    return presentHistory(deps.repositories, object, { path: ctx.path, query })
  },
})
