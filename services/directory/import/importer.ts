// What importers have in common: one is made anew for each file.

import type { Repositories } from '../../../database'
import type { Change } from '../../../database/directory/import/change'
import type { ImportStaging, Placed } from '../../../database/directory/import/staging'
import type { ImportedThing, Things } from '../../../domain/directory/import/list'
import type { RowFault } from '../../../domain/common/table/sheet'

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

/** Rows are first checked in batches, then all together; then the good ones are planned and written in batches. */
export interface Importer<Row, Thing extends ImportedThing = ImportedThing> {
  /** What is wrong with rows beside the directory; `stored` are the things of their keys. */
  check(batch: Batch<Row>, stored: ReadonlyMap<string, Things[Thing]>): Promise<RowFault[]>
  /** What is wrong with them beside each other; faults are noted before the next are asked for. */
  settle?(): AsyncIterable<RowFault[]>
  /** What the rows of a batch change. */
  plan(batch: Batch<Row>, stored: ReadonlyMap<string, Things[Thing]>): Promise<Change[]>
  /** How many things the rows of a batch name, where several rows make one. */
  named?(batch: Batch<Row>): number
  /** What follows from all rows together, in batches. */
  rest?(): AsyncIterable<Change[]>
}

const ENDS = ['activeUntil', 'until', 'succession']

/** The change of a thing that a row names; none where it stays as it is. */
export function changeOf<Thing extends ImportedThing>(
  thing: Thing,
  before: Things[Thing] | null,
  after: Things[Thing] | null,
): Change[] {
  if (after === null || after === before) return []
  const [was, is] = [before, after].map((one) => new Map<string, unknown>(Object.entries(one ?? {})))
  const ended = before !== null && ENDS.some((name) => was!.get(name) === null && is!.get(name) !== null)
  return [{ thing, before, after, named: true, ended } as Change]
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

/** What the rows say in a field, each once. */
export function named<Row extends object>(batch: Batch<Row>, field: keyof Row): string[] {
  const values = batch.map(({ row }) => row[field])
  return [...new Set(values)].filter((value): value is Row[keyof Row] & string => typeof value === 'string')
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
