// Fetching a list of the directory as CSV.

import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { guarded } from '../../../../domain/directory/import/text'
import type { Answer, CallOf } from '../../../http/route'
import { subtreeOf } from '../../../../services/access/right/subtree'
import { EXPORTS } from '../../../../services/directory/import/export'
import type { exportParams } from './schema'

/** Streamed from the database to the caller; a list that breaks off under way breaks the answer off too. */
export async function exportList(call: CallOf<{ params: typeof exportParams }>): Promise<Answer> {
  const { deps, params, identity, now } = call
  const { repositories } = deps
  const within = await subtreeOf(repositories.seats, identity)
  const { columns, rows } = EXPORTS[params.thing]
  const names = columns.map(({ name }) => name)
  const lines = async function* (): AsyncGenerator<string[]> {
    for await (const batch of rows({ repositories, at: now, within }))
      for (const cells of batch) yield names.map((name) => guarded(cells[name] ?? ''))
  }
  // The mark at the beginning tells spreadsheets that it is UTF-8.
  const csv = stringify({
    bom: true,
    header: true,
    columns: names,
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
