// The rows of a file, their cells by the names of the columns, and what is wrong with them.

import { type ErrorCode, errorEntry } from '../error'
import { unseenSign } from '../text/signs'
import { type Column, SHOWN } from './columns'
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

/** Whether no cell of a row says anything: spreadsheets save rows that were emptied as lines of commas. */
export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '')
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

/** A fault of a row, with the remedy of its code. */
export function rowFault(
  line: number,
  code: ErrorCode,
  place: { column?: string | null; value?: string; detail?: string | undefined } = {},
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
    const [has, needs] = [row.cells.length, header.width]
    const code = has > needs ? 'import-cells-too-many' : 'import-cells-too-few'
    if (has !== needs)
      this.faults.push(rowFault(row.line, code, { detail: `${has} cells, ${needs} columns` }))
  }

  /** What a cell says, whatever is wrong with it. */
  peek(column: string): string {
    return tidy(withoutGuard(this.row.cells[this.header.places.get(column)?.at ?? -1] ?? ''))
  }

  /** The value of a cell; undefined where the list has no such column, or where a fault was noted. */
  read<Value>(name: string, { needed, max, lines, empty, parse }: Column<Value>): Value | undefined {
    if (!this.header.places.has(name)) return undefined
    const cell = this.peek(name)
    if (cell === '') return needed ? this.fault(name, cell, 'import-cell-missing') : empty
    if (cell.length > max) return this.fault(name, cell, 'import-cell-too-long', `At most ${max} characters.`)
    const sign = unseenSign(cell, lines)
    if (sign !== null) return this.fault(name, cell, 'import-control-character', `It holds ${sign}.`)
    return parse(cell, (code, { detail, value = cell } = {}) => this.fault(name, value, code, detail))
  }

  /** Notes a fault of the row. */
  fault(column: string, value: string, code: ErrorCode, detail?: string): undefined {
    const title = this.header.places.get(column)?.title ?? column
    this.faults.push(rowFault(this.row.line, code, { column: title, value, detail }))
  }
}
