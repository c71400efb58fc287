// GET /v1/seats/:id/history

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { presentHistory } from '../../common/history'
import { historyPageSchema, historyQuery } from '../../common/history-schema'
import { seatParams } from './schema'

export const readSeatHistoryRoute = route({
  method: 'get',
  path: '/v1/seats/:id/history',
  operationId: 'readSeatHistory',
  summary: 'What has been changed of a seat, newest first',
  tag: 'Directory',
  access: 'known',
  params: seatParams,
  query: historyQuery,
  responses: { 200: { description: 'A page of changes.', schema: historyPageSchema } },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, ctx }) => {
    if (!(await deps.repositories.seats.byId(params.id))) throw new KcsError('not-found')
    const object = { thing: 'seat', subject: params.id } as const
    return presentHistory(deps.repositories, object, { path: ctx.path, query })
  },
})
