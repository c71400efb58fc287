// A row of the directory before and after an import.

import type { AuditRow } from '../../access/audit/schema'

export type ImportedThing = Extract<
  AuditRow['thing'],
  'office' | 'seat' | 'sanctioned-post' | 'employee' | 'charge' | 'group'
>

/** A row as it lies in its collection. */
export interface ImportedRow {
  _id: string
  version?: number
}

export interface Change {
  thing: ImportedThing
  /** Null for one that is new. */
  before: ImportedRow | null
  after: ImportedRow
  /** Whether a row of the list names it; else it follows from one. */
  named: boolean
  /** Whether it comes to its end by this. */
  ended: boolean
  /** Of a charge: how often those of its seat had been changed when it was looked at. */
  taken?: number
}
