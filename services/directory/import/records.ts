// The rows of a list that lies in a file; a row that cannot be read is told and passed over.

import { createReadStream } from 'node:fs'
import { type CsvError, parse } from 'csv-parse'
import { type RawRow, rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Spool } from './spool'

const ROW_BYTES = 64 * 1024
/** Each broken row costs a new beginning; a file of nothing else is given up. */
const MAX_BROKEN = 10_000

export type Record = RawRow | { fault: RowFault }

/** All rows in order, the header line first; empty lines are none. Lines are counted as they stand in the file. */
export async function* recordsOf({ path, lineStarts }: Spool): AsyncGenerator<Record> {
  let line = 1
  for (let broken = 0; broken <= MAX_BROKEN && line <= lineStarts.length; broken += 1) {
    const first = line
    const faults: CsvError[] = []
    const parser = parse({
      info: true,
      record_delimiter: '\n',
      relax_column_count: true,
      max_record_size: ROW_BYTES,
      skip_records_with_error: true,
      // An error thrown would take with it the rows before it that are not read yet.
      on_skip: (error) => void (error && faults.push(error)),
    })
    const source = createReadStream(path, { start: lineStarts[line - 1]! })
    source.on('error', (error) => parser.destroy(error))
    try {
      for await (const read of source.pipe(parser)) {
        const { record, info } = read as { record: string[]; info: { lines: number; records: number } }
        // What stands after a broken row is not read as it is meant.
        if (faults[0] && info.records > Number(faults[0]['records'])) break
        const begins = line
        line = first + info.lines
        if (record.length > 1 || record[0] !== '') yield { line: begins, cells: record }
      }
    } finally {
      source.destroy()
      parser.destroy()
    }
    const [fault] = faults
    if (!fault) return
    yield { fault: rowFault(line, codeOf(fault, first + Number(fault['lines']) - 1 > line)) }
    // What a stray mark has swallowed is read as the rows that it most likely is.
    line += 1
  }
}

function codeOf(error: CsvError, manyLines: boolean) {
  switch (error.code) {
    case 'CSV_MAX_RECORD_SIZE':
      return manyLines ? 'import-quote-open' : 'import-row-too-long'
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'import-quote-open'
    default:
      return 'import-quote-misplaced'
  }
}
