// What importers have in common: one is made anew for each file.

import type { Repositories } from '../../../database'
import type { Change } from '../../../database/directory/import/change'
import type { ImportStaging, Placed } from '../../../database/directory/import/staging'
import type { Columns } from '../../../domain/common/table/columns'
import type { RowFault } from '../../../domain/common/table/sheet'
import type { CellsOf } from '../../../domain/common/table/table'
import type { AnyList, ImportedThing, Things } from '../../../domain/directory/import/list'

/** Things that are looked up at a time. */
export const LOOKED_UP = 1_000

/** What importers work with. */
export interface ImportTools {
  list: AnyList
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

export type Batch<Cells> = readonly Placed<Cells>[]
/** What a row of whatever list says, by the fields of its columns. */
export type AnyCells = CellsOf<Columns>
/** The things of the keys of a batch. */
export type Stored<Thing extends ImportedThing> = ReadonlyMap<string, Things[Thing]>

/** What is particular to a list: what its table does not say. */
export interface Importer<Cells, Thing extends ImportedThing = ImportedThing> {
  /** What is wrong with rows beside the directory, where all that they name is there. */
  check?(batch: Batch<Cells>, stored: Stored<Thing>): Promise<RowFault[]>
  /**
   * What is wrong with them beside each other; faults are noted before the next are asked for. Where bad rows are left
   * out, it is asked again until nothing more falls.
   */
  settle?(): AsyncIterable<RowFault[]>
  /** What becomes of each thing that the rows of a batch name, where a row alone does not say it. */
  plan?(batch: Batch<Cells>, stored: Stored<Thing>): Promise<Change[]>
  /** What follows from the changes of a batch for other things. */
  follow?(batch: Batch<Cells>, changes: readonly Change[]): Promise<Change[]>
  /** What follows from all rows together, in batches. */
  rest?(): AsyncIterable<Change[]>
}

/** The things of the keys of a batch. */
export function storedOf({ list, repositories }: ImportTools, batch: Batch<unknown>) {
  const keys = batch.map(({ key }) => key)
  return repositories.imports.byIds(list.keyOf ?? list.thing, keys)
}

/** The rows but for those that have one of the faults. */
export function without<Row extends { line: number }>(rows: readonly Row[], faults: readonly RowFault[]) {
  const bad = new Set(faults.map(({ line }) => line))
  return rows.filter(({ line }) => !bad.has(line))
}
