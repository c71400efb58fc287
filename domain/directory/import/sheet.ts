// The header line of a list and the cells of a row, read by the names of their columns.

import { type ErrorCode, errorEntry, KcsError } from '../../common/error'
import { dateOf } from './dates'
import { tidy, withoutGuard } from './text'

/** A column that a list may have; the names it may bear are compared without case, spaces and signs. */
export interface Column {
  name: string
  alsoNamed?: readonly string[]
  needed?: true
}

/** What is wrong with a row; `column` as the file names it, null where it is not about one. */
export interface RowFault {
  line: number
  column: string | null
  value: string
  code: ErrorCode
  detail: string
  remedy: string
}

/** A row with the line it begins at, counted from 1. */
export interface RawRow {
  line: number
  cells: readonly string[]
}

export interface Header {
  /** Where each known column stands, and what the file calls it. */
  places: ReadonlyMap<string, { at: number; title: string }>
  width: number
  /** Columns that mean nothing here. */
  ignored: string[]
}

const SHOWN = 120

/** A fault of a row, with the remedy of its code. */
export function rowFault(
  line: number,
  code: ErrorCode,
  place: { column?: string | null; value?: string; detail?: string } = {},
): RowFault {
  const { title, remedy } = errorEntry(code)
  const { column = null, value = '', detail = title } = place
  return { line, column, value: value.slice(0, SHOWN), code, detail, remedy }
}

/** Finds the columns. Throws KcsError `import-column-missing`, `import-column-twice`. */
export function headerOf(columns: readonly Column[], titles: readonly string[]): Header {
  const names = new Map(
    columns.flatMap(({ name, alsoNamed = [] }) => [name, ...alsoNamed].map((one) => [folded(one), name])),
  )
  const places = new Map<string, { at: number; title: string }>()
  const ignored: string[] = []
  for (const [at, given] of titles.entries()) {
    const title = tidy(given)
    const name = names.get(folded(title))
    if (name === undefined) ignored.push(title)
    else if (places.has(name))
      throw new KcsError('import-column-twice', { detail: `${places.get(name)!.title} and ${title}` })
    else places.set(name, { at, title })
  }
  const missing = columns.filter(({ name, needed }) => needed && !places.has(name)).map(({ name }) => name)
  if (missing.length > 0) throw new KcsError('import-column-missing', { detail: missing.join(', ') })
  return { places, width: titles.length, ignored }
}

/** Reads the cells of one row; what is wrong is gathered in `faults`, and the cell then counts as not given. */
export class RowReader {
  readonly faults: RowFault[] = []

  constructor(
    private readonly header: Header,
    private readonly row: RawRow,
  ) {
    const { cells } = row
    const counts = { detail: `${cells.length} cells, ${header.width} columns` }
    if (cells.length > header.width) this.faults.push(rowFault(row.line, 'import-cells-too-many', counts))
    if (cells.length < header.width) this.faults.push(rowFault(row.line, 'import-cells-too-few', counts))
  }

  get line(): number {
    return this.row.line
  }

  /** What a cell says, whatever is wrong with it. */
  peek(column: string): string {
    return tidy(withoutGuard(this.row.cells[this.header.places.get(column)?.at ?? -1] ?? ''))
  }

  /** One line of text; undefined where the list has no such column. */
  text(column: string, max: number, breaks = false): string | undefined {
    const place = this.header.places.get(column)
    if (!place) return undefined
    const cell = tidy(withoutGuard(this.row.cells[place.at] ?? ''))
    if (cell.length > max)
      return this.fault(column, cell, 'import-cell-too-long', `At most ${max} characters.`)
    if ((breaks ? /[^\P{Cc}\n]/u : /\p{Cc}/u).test(cell))
      return this.fault(column, cell, 'import-control-character')
    return cell
  }

  /** Text that must be there. */
  needed(column: string, max: number): string | undefined {
    const cell = this.text(column, max)
    return cell === '' ? this.fault(column, cell, 'import-cell-missing') : cell
  }

  /** A code that must be there. */
  code(column: string, pattern: RegExp): string | undefined {
    const cell = this.needed(column, SHOWN)
    return cell === undefined || pattern.test(cell) ? cell : this.fault(column, cell, 'import-code-malformed')
  }

  /** A code, or null where the cell is empty. */
  codeOrNone(column: string, pattern: RegExp): string | null | undefined {
    return this.text(column, SHOWN) === '' ? null : this.code(column, pattern)
  }

  /** What stands between semicolons. */
  list(column: string, max: number): string[] | undefined {
    return this.text(column, max)
      ?.split(';')
      .map((one) => one.trim())
      .filter((one) => one !== '')
  }

  /** Codes between semicolons; undefined where one of them is none. */
  codes(column: string, pattern: RegExp): string[] | undefined {
    const codes = this.list(column, 4_000)
    const wrong = codes?.find((code) => !pattern.test(code))
    return wrong === undefined ? codes : this.fault(column, wrong, 'import-code-malformed')
  }

  /** One of some words, in any case, with or without hyphens; null where the cell is empty. */
  choice<Word extends string>(column: string, words: readonly Word[]): Word | null | undefined {
    const cell = this.text(column, SHOWN)
    if (cell === undefined) return undefined
    if (cell === '') return null
    const word = words.find((one) => folded(one) === folded(cell))
    return word ?? this.fault(column, cell, 'import-choice-unknown', words.join(', '))
  }

  /** A day or instant; null where the cell is empty. */
  date(column: string): Date | null | undefined {
    const cell = this.text(column, SHOWN)
    if (cell === undefined) return undefined
    if (cell === '') return null
    const date = dateOf(cell)
    return date instanceof Date ? date : this.fault(column, cell, date)
  }

  flag(column: string): boolean | null | undefined {
    const cell = this.text(column, SHOWN)
    if (cell === undefined) return undefined
    if (cell === '') return null
    if (/^(yes|y|true|1)$/i.test(cell)) return true
    if (/^(no|n|false|0)$/i.test(cell)) return false
    return this.fault(column, cell, 'import-flag-malformed')
  }

  count(column: string): number | undefined {
    const cell = this.needed(column, SHOWN)
    if (cell === undefined) return undefined
    return /^\d{1,6}$/.test(cell) ? Number(cell) : this.fault(column, cell, 'import-number-malformed')
  }

  /** Two dates that must stand in order. */
  span(from: string, until: string): { from: Date | null | undefined; until: Date | null | undefined } {
    const span = { from: this.date(from), until: this.date(until) }
    if (span.from && span.until && span.until <= span.from)
      this.fault(until, this.text(until, SHOWN) ?? '', 'import-span-backwards')
    return span
  }

  /** Adds a fault of the row. */
  fault(column: string | null, value: string, code: ErrorCode, detail?: string): undefined {
    const title = column === null ? null : (this.header.places.get(column)?.title ?? column)
    const more = detail === undefined ? {} : { detail }
    this.faults.push(rowFault(this.row.line, code, { column: title, value, ...more }))
  }
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
