// A list of holidays as CSV, read with the same words for what is wrong as an import.

import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { HOLIDAY_KINDS, type Holiday, timeFault } from '../domain/common/clock/calendar'
import { dayInKerala } from '../domain/common/clock/ist'
import { errorEntry, isKcsError } from '../domain/common/error'
import { choice, date, list, needed, text } from '../domain/common/table/columns'
import { isBlank, type RawRow, RowReader, type RowFault } from '../domain/common/table/sheet'
import { headerOf, readCells } from '../domain/common/table/table'
import { CliError, EXIT, usage } from './exit'
import { faultLine } from './import-text'

const NAME = 200
const COLUMNS = {
  date: needed(date()),
  name: needed(text(NAME)),
  nameMl: text(NAME),
  kind: choice(HOLIDAY_KINDS),
  districts: list(2_000),
  closesAt: text(5, [], { faultOf: timeFault }),
}

/** The holidays in the order of the file; at least one. Throws CliError that lists every bad row. */
export async function readHolidays(path: string): Promise<Holiday[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw usage(`${path} is not a readable file.`, 'Check the path.')
  })
  const [titles, ...rows] = recordsOf(path, text)
  const header = headerFrom(titles?.cells ?? [])
  const faults: RowFault[] = []
  const holidays = new Map<string, Holiday>()
  for (const record of rows) {
    const row = new RowReader(header, record)
    const cells = readCells({ columns: COLUMNS }, row)
    const day = cells ? dayInKerala(cells.date) : ''
    const { kind = 'public', districts = [] } = cells ?? {}
    const key = [day, kind, ...districts].join(' ')
    if (holidays.has(key)) row.fault('date', day, 'import-duplicate')
    faults.push(...row.faults)
    if (cells === null) continue
    const { name, nameMl = '', closesAt = '' } = cells
    holidays.set(key, {
      ...{ date: day, name, nameMl, kind },
      ...(districts.length > 0 ? { districts } : {}),
      ...(closesAt === '' ? {} : { closesAt }),
    })
  }
  if (faults.length > 0)
    throw new CliError(
      `${faults.length === 1 ? '1 thing is' : `${faults.length} things are`} wrong in ${path}.`,
      {
        exitCode: EXIT.usage,
        remedy: 'Correct them and send the file again; nothing was changed.',
        lines: faults.map(faultLine),
      },
    )
  if (holidays.size === 0) throw usage(`${path} names no holiday.`, 'Write a row for each.')
  return [...holidays.values()]
}

function recordsOf(path: string, text: string): RawRow[] {
  try {
    const options = { bom: true, info: true, relax_column_count: true } as const
    const records = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return records
      .map(({ record, info }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => !isBlank(cells))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw usage(
      `${path} is no CSV: ${error.message}`,
      'Write date,name,name_ml with quotes round cells with commas.',
    )
  }
}

function headerFrom(titles: readonly string[]) {
  try {
    return headerOf(COLUMNS, titles)
  } catch (error) {
    if (!isKcsError(error)) throw error
    const { title, remedy } = errorEntry(error.code)
    throw new CliError(`${title} ${error.detail ?? ''}`.trim(), {
      code: error.code,
      exitCode: EXIT.usage,
      remedy,
    })
  }
}
