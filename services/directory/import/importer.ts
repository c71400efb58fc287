// What is brought and how: one importer for each list, made anew for each file.

import type { Repositories } from '../../../database'
import type { Change, ImportedThing, Things } from '../../../database/directory/import/change'
import type { ImportStaging, Placed } from '../../../database/directory/import/staging'
import type { List } from '../../../domain/directory/import/list'
import type { RowFault } from '../../../domain/directory/import/sheet'

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

/** Rows are first checked in batches, then all together; then the good ones are planned and written in batches. */
export interface Importer<Row> {
  list: Pick<List<Row, never>, 'columns' | 'key' | 'gathered' | 'unique' | 'read'>
  /** What is wrong with rows beside the directory. */
  check(batch: readonly Placed<Row>[]): Promise<RowFault[]>
  /** What is wrong with them beside each other; faults are noted before the next are asked for. */
  settle?(): AsyncIterable<RowFault[]>
  /** What the rows of a batch change. */
  plan(batch: readonly Placed<Row>[]): Promise<Change[]>
  /** How many things the rows of a batch name, where several rows make one. */
  named?(batch: readonly Placed<Row>[]): number
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
  codes: readonly string[],
): Promise<Map<string, boolean>> {
  const offices = await repositories.offices.byCodes([...new Set(codes)])
  return new Map(
    [...offices].map(([code, { path }]) => [
      code,
      within === null || [code, ...path].some((one) => within.has(one)),
    ]),
  )
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
