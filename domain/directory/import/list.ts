// What all lists have in common, and what they are of.

import type { Charge, Employee } from '../charge/charge'
import type { Group } from '../group/group'
import type { Office } from '../office/office'
import type { SanctionedPost, Seat } from '../seat/seat'
import type { Columns } from '../../common/table/columns'
import type { Cells, RowReader } from '../../common/table/sheet'

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
  /** Null where the row has faults; they stand in the reader. */
  read(row: RowReader): Row | null
  /** The rows of a thing on its way out. */
  rows(thing: Thing, at: Date): Cells[]
  /** The cells by which a change of a thing is shown, in place of its first row. */
  shown?(thing: Thing, at: Date): Cells
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
