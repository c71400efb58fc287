// What is worked out from a row before it is written; every row that an import writes passes here.

import type { ImportedRow, ImportedThing } from './change'

/** The row as it is stored, with what is derived from its own fields. */
export function completed(_thing: ImportedThing, row: ImportedRow): ImportedRow {
  return row
}
