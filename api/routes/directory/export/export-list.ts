// Fetching a list of the directory as CSV.

import { exportList } from '../../../../services/directory/export/export-list'
import { csvResponse } from '../../../http/csv'
import { type RouteResponse, type CallOf, route } from '../../../http/route'
import { exportParams } from './schema'

export const exportListRoute = route({
  method: 'get',
  path: '/v1/exports/:thing',
  operationId: 'exportList',
  summary: 'Fetch a list of the directory as CSV, as an import takes it',
  description:
    'UTF-8 with a byte order mark, in the order of the ids. Cells that a spreadsheet would take for a formula begin ' +
    'with an apostrophe, which an import takes off again. The administrator of a department gets the own offices.',
  tag: 'Directory',
  access: { roles: ['admin', 'department-admin'] },
  params: exportParams,
  responses: { 200: { description: 'The list.', mediaType: 'text/csv' } },
  errors: ['not-found'],
  handler: fetchList,
})

async function fetchList(call: CallOf<{ params: typeof exportParams }>): Promise<RouteResponse> {
  const { deps, params, identity, now } = call
  const { columns, rows } = await exportList(deps, identity, { list: params.thing }, now)
  const batches = async function* (): AsyncGenerator<string[][]> {
    for await (const batch of rows) yield batch.map((cells) => columns.map((name) => cells[name] ?? ''))
  }
  return csvResponse(`${params.thing}.csv`, columns, batches())
}
