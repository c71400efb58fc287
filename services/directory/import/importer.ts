// What is imported and how: one importer for each thing, made anew for each file.

import type { Change } from '../../../database/directory/import/change'
import type { Repositories } from '../../../database'
import type { Column, RowFault, RowReader } from '../../../domain/directory/import/sheet'

/** A row of the file with the line it begins at. */
export interface Placed<Row> {
  line: number
  row: Row
}

/**
 * The rows are first gone through to find what is wrong (`read`, `check`, `settle`), then once more to see what they
 * change (`read`, `plan`, `rest`).
 */
export interface Importer<Row> {
  columns: readonly Column[]
  /** Reads a row, and counts it among those seen; null where it has faults. */
  read(reader: RowReader): Row | null
  /** Called for each row of the first going-through that could be read, to notice what it has in common with others. */
  notice(placed: Placed<Row>, reader: RowReader): void
  /** What shows when a batch is looked up in the directory. */
  check(batch: readonly Placed<Row>[]): Promise<RowFault[]>
  /** What shows when all rows are known; where bad rows are skipped, also what falls with them. */
  settle(bad: ReadonlySet<number>, skipBad: boolean): Promise<RowFault[]>
  /** What the rows of a batch change. */
  plan(batch: readonly Placed<Row>[]): Promise<Change[]>
  /** What follows from all rows together, in batches. */
  rest(): AsyncIterable<Change[]>
  /** Told after each batch that was written. */
  done?(changes: readonly Change[]): void
  /** How many things the good rows name, where several rows make one. */
  named?(): number
}

/** What importers are given. */
export interface ImportTools {
  repositories: Repositories
  /** The instant from which the changes hold. */
  at: Date
  /** Codes of the offices below which the caller may change rows; null for all. */
  within: ReadonlySet<string> | null
}
