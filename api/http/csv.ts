// Rows as CSV on their way to the caller, a batch at a time.

import { pipeline, Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { guarded } from '../../domain/common/table/text'
import type { RouteResponse } from './route'

/**
 * The response of a list as CSV: UTF-8 with a byte order mark, so that spreadsheets know it, and no cell that one would take
 * for a formula. Streamed from the database to the caller; a list that breaks off under way breaks the response off too.
 */
export function csvResponse(
  fileName: string,
  columns: string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): RouteResponse {
  const lines = async function* (): AsyncGenerator<string[]> {
    for await (const batch of batches) for (const cells of batch) yield cells.map(guarded)
  }
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
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  }
}
