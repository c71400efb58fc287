// The records of a CSV file from its lines: a row that cannot be read is reported, and the next line begins a new one.

import { CsvError, parse } from 'csv-parse/sync'
import { type FileRecord, isBlank, rowFault } from '../../../../domain/common/table/sheet'

const ROW_LENGTH = 64 * 1024

/** All records in order, the header line first; lines without a filled cell are none. Lines are counted as they stand in the file. */
export async function* recordsOf(lines: AsyncIterable<string[]>): AsyncGenerator<FileRecord> {
  /** The lines that are not read yet, and the number of the first of them. */
  let waiting: string[] = []
  let first = 1
  for await (const batch of lines) {
    waiting.push(...batch)
    yield* records(false)
  }
  yield* records(true)

  function* records(ended: boolean): Generator<FileRecord> {
    let at = 0
    while (at < waiting.length) {
      const end = endOf(waiting, at) ?? (ended ? waiting.length : at)
      if (end === at) break
      const record = recordOf(waiting.slice(at, end), first)
      // What a stray mark has swallowed is read as the rows that it most likely is.
      const passed = 'fault' in record ? 1 : end - at
      if ('fault' in record || !isBlank(record.cells)) yield record
      at += passed
      first += passed
    }
    waiting = waiting.slice(at)
  }
}

/** Where the record that begins at the line ends: its quotation marks are closed, or it is longer than any row. */
function endOf(lines: readonly string[], at: number): number | null {
  let length = 0
  let quoted = false
  for (let next = at; next < lines.length; next += 1) {
    const text = lines[next]!
    length += text.length + 1
    if (text.includes('"') && text.split('"').length % 2 === 0) quoted = !quoted
    if (!quoted || length > ROW_LENGTH) return next + 1
  }
  return null
}

function recordOf(lines: string[], line: number): FileRecord {
  const text = lines.join('\n')
  if (lines.length === 1 && text.length > ROW_LENGTH) return { fault: rowFault(line, 'import-row-too-long') }
  if (!text.includes('"')) return { line, cells: text.split(',') }
  try {
    const [cells = []] = parse(text, { record_delimiter: '\n', relax_column_count: true }) as string[][]
    return text.length > ROW_LENGTH ? { fault: rowFault(line, 'import-quote-open') } : { line, cells }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const open = error.code === 'CSV_QUOTE_NOT_CLOSED'
    return { fault: rowFault(line, open ? 'import-quote-open' : 'import-quote-misplaced') }
  }
}
