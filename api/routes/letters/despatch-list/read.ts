// GET /v1/despatch-lists: what an office prints and posts on a day.

import { readDespatchList, readDespatchListErrors } from '../../../../services/letters/despatch-list/read'
import { route } from '../../../http/route'
import { presentDespatchList } from './presenter'
import { despatchListSchema, listQuery, TAG } from './schema'

export const readDespatchListRoute = route({
  method: 'get',
  path: '/v1/despatch-lists',
  operationId: 'readDespatchList',
  summary: 'What an office prints and posts on a day; today unless a day is named',
  tag: TAG,
  access: 'known',
  query: listQuery,
  responses: { 200: { description: 'The list.', schema: despatchListSchema } },
  errors: [...readDespatchListErrors, 'parameter-invalid'],
  async handler({ deps, identity, query, now }) {
    return { status: 200, body: presentDespatchList(await readDespatchList(deps, identity, query, now)) }
  },
})
