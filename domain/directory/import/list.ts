// What all lists have in common.

import type { Columns } from './columns'
import type { Cells, RowReader } from './sheet'

/** Rows of which a file may have but one: the later ones are bad. */
export interface Unique {
  /** What must not be the same: the key, or a cell by its field. */
  by: 'key' | `cells.${string}`
  /** Only rows that say yes here count. */
  where?: `cells.${string}`
  /** The column that is shown as bad. */
  column: string
  code: 'import-duplicate' | 'import-pen-twice' | 'import-inward-twice'
}

/** A list that can be brought and fetched: `Row` is what one of its rows says, `Thing` what it is a list of. */
export interface List<Row, Thing> {
  columns: Columns
  /** The column of the id, or of that by which rows are gathered. */
  key: string
  /** Whether rows of one key are judged and written together. */
  gathered?: true
  unique: readonly Unique[]
  /** Null where the row has faults; they stand in the reader. */
  read(row: RowReader): Row | null
  /** The rows of a thing on its way out. */
  rows(thing: Thing, at: Date): Cells[]
  /** The cells by which a change of a thing is shown, in place of its rows. */
  shown?(thing: Thing, at: Date): Cells
}
