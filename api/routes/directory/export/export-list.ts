// Fetching a list of the directory as CSV.

import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { guarded } from '../../../../domain/common/table/text'
import { exportList } from '../../../../services/directory/export/export-list'
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

/** Streamed from the database to the caller; a list that breaks off under way breaks the response off too. */
async function fetchList(call: CallOf<{ params: typeof exportParams }>): Promise<RouteResponse> {
  const { deps, params, identity, now } = call
  const { columns, rows } = await exportList(deps, identity, { list: params.thing }, now)
  const lines = async function* (): AsyncGenerator<string[]> {
    for await (const batch of rows)
      for (const cells of batch) yield columns.map((name) => guarded(cells[name] ?? ''))
  }
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const csv = stringify({
    bom: true,
    header: true,
    columns,
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  })
  const body = pipeline(Readable.from(lines()), csv, () => undefined)
  return {
    status: 200,
    body,
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${params.thing}.csv"`,
      'cache-control': 'no-store',
    },
  }
}
