// The rows of a file, their cells by the names of the columns, and what is wrong with them.

import { type ErrorCode, errorEntry } from '../error'
import { tidy, withoutGuard } from './text'

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

/** A record of a file: a row, or what is wrong with one that cannot be read. */
export type FileRecord = RawRow | { fault: RowFault }

/** Cells by the names of their columns. */
export type Cells = Record<string, string>

export interface Header {
  /** Where each known column stands, and what the file calls it. */
  places: ReadonlyMap<string, { at: number; title: string }>
  width: number
  /** Columns that mean nothing here. */
  ignored: string[]
}

/** The most characters of a cell that a fault shows, and the most of a cell that is a code, a date or a word. */
export const SHOWN = 120

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

/** Reads the cells of one row; what is wrong is gathered in `faults`, and the cell then counts as absent. */
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

  /** What a cell says, whatever is wrong with it. */
  peek(column: string): string {
    return tidy(withoutGuard(this.row.cells[this.header.places.get(column)?.at ?? -1] ?? ''))
  }

  /** The text of a cell; undefined where the list has no such column. */
  text(column: string, max: number, lines = false): string | undefined {
    if (!this.header.places.has(column)) return undefined
    const cell = this.peek(column)
    if (cell.length > max)
      return this.fault(column, cell, 'import-cell-too-long', `At most ${max} characters.`)
    if ((lines ? /[^\P{Cc}\n]/u : /\p{Cc}/u).test(cell))
      return this.fault(column, cell, 'import-control-character')
    return cell
  }

  /** Notes a fault of the row. */
  fault(column: string, value: string, code: ErrorCode, detail?: string): undefined {
    const title = this.header.places.get(column)?.title ?? column
    const more = detail === undefined ? {} : { detail }
    this.faults.push(rowFault(this.row.line, code, { column: title, value, ...more }))
  }
}

/** A name without case, spaces and signs. */
export function folded(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}
