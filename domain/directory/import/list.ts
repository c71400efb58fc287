// What all lists have in common, and what they are of.

import type { ErrorCode } from '../../common/error'
import type { Columns } from '../../common/table/columns'
import type { Cells, RowReader } from '../../common/table/sheet'
import { type CellsOf, readCells, writeCells } from '../../common/table/table'
import type { Charge, Employee } from '../charge/charge'
import type { Group } from '../group/group'
import type { Office } from '../office/office'
import type { SanctionedPost, Seat } from '../seat/seat'

/** What lists are of, by the names that the audit log has for them. */
export interface Things {
  office: Office
  /** With how often its charges have been changed. */
  seat: Seat & { chargesChanged?: number | undefined }
  'sanctioned-post': SanctionedPost
  employee: Employee & { formerly: string[]; suspendedFrom: Date | null; version: number }
  charge: Charge
  group: Group
}

export type ImportedThing = keyof Things

/** Rows of which a file may have but one: the later ones are bad. */
export interface Unique {
  /** What must not be the same, in all of these: the key, and cells by their fields. */
  by: readonly ['key' | `cells.${string}`, ...`cells.${string}`[]]
  /** Only rows that say yes here count. */
  where?: `cells.${string}`
  /** The column that is shown as bad. */
  column: string
  code: 'import-duplicate' | 'import-pen-twice' | 'import-inward-twice'
}

/** A field that names another thing; one of the list itself may come with the file. */
export interface Reference {
  field: string
  to: ImportedThing
  /** What is wrong where the thing is not there. */
  code: ErrorCode
  /** Whether the caller must administer it: an office, or a seat by its office. */
  administered?: true
}

/** A list that can be brought and fetched; `Row` is what one of its rows says. */
export interface List<Row, Thing> {
  thing: ImportedThing
  columns: Columns
  /** The field of the id, or of that by which rows are gathered. */
  key: string
  /** What a key must look like that is given anew by a row; those of before stay as they are. */
  newKey?: RegExp
  /** What the key is the id of, where that is not the thing. */
  keyOf?: ImportedThing
  /** Whether rows of one key are checked and written together. */
  gathered?: true
  unique: readonly Unique[]
  references?: readonly Reference[]
  /** The field that is bad where the caller does not administer the thing that a row changes. */
  owned?: string
  /** Null where the row has faults; they stand in the reader. */
  read(row: RowReader): Row | null
  /** The thing after the row; the same object where nothing changes. Lists without it plan by more than one row. */
  after?(before: Thing | null, cells: Row, at: Date): Things[ImportedThing]
  /** The rows of a thing on its way out. */
  rows(thing: Thing, at: Date): Cells[]
  /** The cells by which a change of a thing is shown, in place of its first row. */
  shown?(thing: Thing, at: Date): Cells
}

interface PlainList<C extends Columns, Thing> extends Omit<List<CellsOf<C>, Thing>, 'read' | 'rows'> {
  columns: C
  /** Two dates that must stand in order. */
  span?: readonly [from: string, until: string]
  /** Notes what is wrong with cells beside each other. */
  judge?(cells: CellsOf<C>, row: RowReader): void
  rows?(thing: Thing, at: Date): Cells[]
}

/** A list whose rows say what their cells say; where it does not say how things are written, each is one row. */
export function plainList<C extends Columns, Thing>(list: PlainList<C, Thing>): List<CellsOf<C>, Thing> {
  const columns: C = list.columns
  return {
    rows: (thing) => [writeCells(columns, thing as Record<keyof C, unknown>)],
    ...list,
    read(row) {
      const cells = readCells(columns, row, list.span)
      if (cells) list.judge?.(cells, row)
      return row.faults.length > 0 ? null : cells
    },
  }
}

/** The cells that differ, null where there was or is nothing; of a new thing those that are filled. */
export function differenceOf<Thing>(
  { key, gathered, rows, shown }: List<unknown, Thing>,
  before: Thing | null,
  after: Thing,
  at: Date,
): Record<string, { from: string | null; to: string | null }> {
  const cellsOf = (thing: Thing): Cells => (shown ? shown(thing, at) : rows(thing, at)[0]) ?? {}
  const is = cellsOf(after)
  const was = before === null ? {} : cellsOf(before)
  // The id of a thing is shown beside.
  const names = Object.keys({ ...was, ...is }).filter((name) => gathered || name !== key)
  const pairs = names.map((name) => [name, { from: was[name] || null, to: is[name] || null }] as const)
  return Object.fromEntries(pairs.filter(([, { from, to }]) => from !== to))
}

type Filled<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** The fields that a row sets: those that are not undefined. */
export function setFields<T extends object>(fields: T): Filled<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Filled<T>
}
