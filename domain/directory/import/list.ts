// What all lists have in common, and what they are of.

import type { ErrorCode } from '../../common/error'
import type { Columns } from '../../common/table/columns'
import type { Cells } from '../../common/table/sheet'
import { type CellsOf, type Table, writeCells } from '../../common/table/table'
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
  /** The fields that must not be the same, all of them. */
  by: readonly [string, ...string[]]
  /** Only rows that say yes here count, and this is shown as bad; else it is the first of the fields. */
  where?: string
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

/** A list that can be brought and fetched: its columns `C`, and what its rows are of. */
export interface List<C extends Columns, Thing> extends Table<C> {
  thing: ImportedThing
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
  /** The thing after the row; the same object where nothing changes. Lists without it plan by more than one row. */
  after?(before: Thing | null, cells: CellsOf<C>, at: Date): Things[ImportedThing]
  /** What the rows of a thing say on its way out; where it is not given, a thing is one row of its fields. */
  rows?(thing: Thing, at: Date): { [Field in keyof C]: unknown }[]
  /** The cells by which a change of a thing with these rows is shown, in place of the first of them. */
  shown?(thing: Thing, rows: readonly Cells[]): Cells
}

/** Any of the lists. */
export type AnyList = List<Columns, never>

/** The rows of a thing on its way out. */
export function rowsOf<Thing extends object>(
  { columns, rows }: List<Columns, Thing>,
  thing: Thing,
  at: Date,
): Cells[] {
  const said = rows?.(thing, at) ?? [thing as Record<string, unknown>]
  return said.map((fields) => writeCells(columns, fields))
}

/** The cells that differ, null where there was or is nothing; of a new thing those that are filled. */
export function differenceOf<Thing extends object>(
  list: List<Columns, Thing>,
  before: Thing | null,
  after: Thing,
  at: Date,
): Record<string, { from: string | null; to: string | null }> {
  const cellsOf = (thing: Thing): Cells => {
    const rows = rowsOf(list, thing, at)
    return list.shown?.(thing, rows) ?? rows[0] ?? {}
  }
  const is = cellsOf(after)
  const was = before === null ? {} : cellsOf(before)
  // The id of a thing is shown beside.
  const names = Object.keys({ ...was, ...is }).filter((name) => list.gathered || name !== list.key)
  const pairs = names.map((name) => [name, { from: was[name] || null, to: is[name] || null }] as const)
  return Object.fromEntries(pairs.filter(([, { from, to }]) => from !== to))
}
