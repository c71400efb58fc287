// What importers have in common: one is made anew for each file.

import type { Repositories } from '../../../database'
import type { Change } from '../../../database/directory/import/change'
import type { ImportStaging, Placed } from '../../../database/directory/import/staging'
import type { ErrorCode } from '../../../domain/common/error'
import type { ImportedThing, Things } from '../../../domain/directory/import/list'
import { endsSooner } from '../../../domain/directory/office/changes'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'

/** What importers work with. */
export interface ImportTools {
  repositories: Repositories
  /** Where the rows lie. */
  staging: ImportStaging
  /** The instant from which the changes hold. */
  at: Date
  /** Codes of the offices below which the caller may change rows; null for all. */
  within: ReadonlySet<string> | null
  /** Whether bad rows are left out, and what needs them. */
  skipBad: boolean
}

export type Batch<Row> = readonly Placed<Row>[]
/** The things of the keys of a batch. */
export type Stored<Thing extends ImportedThing> = ReadonlyMap<string, Things[Thing]>

/** A cell of the file, and what it says. */
export interface CellPlace {
  line: number
  column: string
  value: string
}

/** Rows are first checked in batches, then all together; then the good ones are planned and written in batches. */
export interface Importer<Row, Thing extends ImportedThing = ImportedThing> {
  /** What is wrong with rows beside the directory. */
  check(batch: Batch<Row>, stored: Stored<Thing>): Promise<RowFault[]>
  /**
   * What is wrong with them beside each other; faults are noted before the next are asked for. Where bad rows are left
   * out, it is asked again until nothing more falls.
   */
  settle?(): AsyncIterable<RowFault[]>
  /** What becomes of each thing that the rows of a batch name, and of others with it. */
  plan(batch: Batch<Row>, stored: Stored<Thing>): Promise<Change[]>
  /** What follows from all rows together, in batches. */
  rest?(): AsyncIterable<Change[]>
}

const ENDS = ['activeUntil', 'until', 'succession']

/** What becomes of a thing that a row names; the same thing where it stays as it is. */
export function changeOf<Thing extends ImportedThing>(
  thing: Thing,
  before: Things[Thing] | null,
  after: Things[Thing],
): Change {
  const [was, is] = [before, after].map((one) => new Map<string, unknown>(Object.entries(one ?? {})))
  const ended = before !== null && ENDS.some((name) => was!.get(name) === null && is!.get(name) !== null)
  return { thing, before, after, named: true, ended } as Change
}

/** Which of the offices are there, and whether the caller administers each. */
export async function officesAmong(
  { repositories, within }: Pick<ImportTools, 'repositories' | 'within'>,
  codes: Iterable<string>,
): Promise<Map<string, boolean>> {
  const offices = await repositories.offices.byCodes([...new Set(codes)])
  const administered = (line: string[]) => within === null || line.some((code) => within.has(code))
  return new Map([...offices].map(([code, { path }]) => [code, administered([code, ...path])]))
}

/** What is wrong with a cell that names the office of its row: there is none, or the caller does not administer it. */
export function officeFaults(offices: ReadonlyMap<string, boolean>, cell: CellPlace): RowFault[] {
  const administered = offices.get(cell.value)
  if (administered) return []
  return [rowFault(cell.line, administered === false ? 'not-office-admin' : 'import-office-unknown', cell)]
}

/** Rows that end an office or a seat where tapals are open, be it on a day to come; a successor takes them over. */
export async function openFaults(
  { repositories }: ImportTools,
  thing: 'office' | 'seat',
  batch: Batch<{ activeUntil?: Date | null | undefined; succession?: unknown }>,
  stored: Stored<'office' | 'seat'>,
): Promise<RowFault[]> {
  const ending = batch.filter(({ key, row }) => {
    const before = stored.get(key)
    return before && !row.succession && endsSooner(before.activeUntil, row.activeUntil)
  })
  const ids = ending.map(({ key }) => key)
  const open = await repositories.tapals.withOpen(thing, ids)
  return ending.flatMap(({ line, key }) =>
    open.has(key) ? [rowFault(line, 'import-open-tapals', { column: 'active_until', value: key })] : [],
  )
}

/** Cells that name things which are not in the directory; those that come with the file are there. */
export async function missingFaults(
  { staging, skipBad }: ImportTools,
  cells: readonly CellPlace[],
  code: ErrorCode,
): Promise<RowFault[]> {
  const rows = await staging.byKeys(cells.map(({ value }) => value))
  return cells.flatMap((cell) => {
    const row = rows.get(cell.value)
    if (row && !(skipBad && row.bad)) return []
    return [rowFault(cell.line, row ? 'import-row-needed-bad' : code, cell)]
  })
}

/** What the rows say in a field, each once. */
export function named<Row extends object>(batch: Batch<Row>, field: keyof Row): string[] {
  const values = batch.map(({ row }) => row[field])
  return [...new Set(values)].filter((value): value is Row[keyof Row] & string => typeof value === 'string')
}

/** The items, a thousand at a time. */
export function* inBatches<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let from = 0; from < items.length; from += 1_000) yield items.slice(from, from + 1_000)
}

/** The items by their keys, those of one key in their order. */
export function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
