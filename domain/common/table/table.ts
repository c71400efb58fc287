// A list as a table of columns by the fields they fill: its header line, the cells of its rows, and its way out.

import { type ErrorCode, KcsError } from '../error'
import type { Column, Columns } from './columns'
import { dateCell } from './dates'
import type { Cells, Header, RowReader } from './sheet'
import { folded, tidy } from './text'

type ValueOf<C> = C extends Column<infer Value> ? Value : never
type NeededOf<C> = { [Field in keyof C]: C[Field] extends { needed: true } ? Field : never }[keyof C]

/** What a row without faults says; what its list has no column for is not there. */
export type CellsOf<C> = { [Field in NeededOf<C>]: ValueOf<C[Field]> } & {
  [Field in Exclude<keyof C, NeededOf<C>>]?: ValueOf<C[Field]>
}

/** What is read as a table. */
export interface Table<C extends Columns> {
  columns: C
  /** Two dates that must stand in order. */
  span?: readonly [from: string, until: string] | []
  /** Notes what is wrong with cells beside each other. */
  judge?(cells: CellsOf<C>, row: RowReader): void
}

export const headerErrors = [
  'import-column-missing',
  'import-column-twice',
] as const satisfies readonly ErrorCode[]

/** Finds the columns. Throws KcsError `import-column-missing`, `import-column-twice`. */
export function headerOf(columns: Columns, titles: readonly string[]): Header {
  const names = new Map(
    Object.entries(columns).flatMap(([field, { aliases }]) =>
      [columnOf(field), ...aliases].map((alias) => [folded(alias), columnOf(field)]),
    ),
  )
  const places = new Map<string, { at: number; title: string }>()
  const ignored: string[] = []
  for (const [at, cell] of titles.entries()) {
    const title = tidy(cell)
    const name = names.get(folded(title))
    if (title === '') continue
    if (name === undefined) ignored.push(title)
    else if (places.has(name))
      throw new KcsError('import-column-twice', { detail: `${places.get(name)!.title} and ${title}` })
    else places.set(name, { at, title })
  }
  const needed = Object.keys(columns).filter((field) => columns[field]!.needed)
  const missing = needed.map(columnOf).filter((name) => !places.has(name))
  if (missing.length > 0) throw new KcsError('import-column-missing', { detail: missing.join(', ') })
  return { places, width: titles.length, ignored }
}

/** The name of the column that fills a field. */
export function columnOf(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** Reads the cells of a row. Null where it has faults, which stand in the reader. */
export function readCells<C extends Columns>(
  { columns, span = [], judge }: Table<C>,
  row: RowReader,
): CellsOf<C> | null {
  const cells: Record<string, unknown> = {}
  for (const [field, column] of Object.entries(columns)) {
    const value = row.read(columnOf(field), column)
    if (value !== undefined) cells[field] = value
  }
  const [from, until] = span.map((field) => cells[field])
  const name = columnOf(span[1] ?? '')
  if (from instanceof Date && until instanceof Date && until <= from)
    row.fault(name, row.peek(name), 'import-span-backwards')
  if (row.faults.length === 0) judge?.(cells as CellsOf<C>, row)
  return row.faults.length > 0 ? null : (cells as CellsOf<C>)
}

/** The cells of a thing by the names of the columns, as `readCells` reads them. */
export function writeCells<C extends Columns>(columns: C, thing: Record<keyof C, unknown>): Cells {
  return Object.fromEntries(Object.keys(columns).map((field) => [columnOf(field), cellOf(thing[field])]))
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return dateCell(value)
  if (typeof value === 'boolean') return value ? 'yes' : ''
  return Array.isArray(value) ? value.join('; ') : String(value)
}
