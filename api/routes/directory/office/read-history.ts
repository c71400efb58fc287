// GET /v1/offices/:code/history

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { presentHistory } from '../../common/history'
import { historyPageSchema, historyQuery } from '../../common/history-schema'
import { officeParams } from './schema'

export const readOfficeHistoryRoute = route({
  method: 'get',
  path: '/v1/offices/:code/history',
  operationId: 'readOfficeHistory',
  summary: 'What has been changed of an office, newest first',
  tag: 'Directory',
  access: 'known',
  params: officeParams,
  query: historyQuery,
  responses: { 200: { description: 'A page of changes.', schema: historyPageSchema } },
  errors: ['not-found', 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, ctx }) => {
    if (!(await deps.repositories.offices.byCode(params.code))) throw new KcsError('not-found')
    const object = { thing: 'office', subject: params.code } as const
    return presentHistory(deps.repositories, object, { path: ctx.path, query })
  },
})
