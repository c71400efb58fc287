// A thing of the directory before and after an import, and the row that it is kept as.

import type { ImportedThing, Things } from '../../../domain/directory/import/list'

interface ChangeOf<Thing extends ImportedThing> {
  thing: Thing
  /** Null for one that is new. */
  before: Things[Thing] | null
  after: Things[Thing]
  /** Whether a row of the list names it; else it follows from one. */
  named: boolean
  /** Whether it comes to its end by this. */
  ended: boolean
  /** Of a charge: how often those of its seat had been changed when it was checked. */
  taken?: number
}

export type Change = { [Thing in ImportedThing]: ChangeOf<Thing> }[ImportedThing]

/** A row as it lies in its collection. */
export interface StoredRow {
  _id: string
  version?: number
  [field: string]: unknown
}

/** The collections, and the fields of the things that are the ids of their rows. */
export const STORED: Record<ImportedThing, { collection: string; id: string }> = {
  office: { collection: 'offices', id: 'code' },
  seat: { collection: 'seats', id: 'id' },
  'sanctioned-post': { collection: 'sanctioned-posts', id: 'id' },
  employee: { collection: 'employees', id: 'pen' },
  charge: { collection: 'charges', id: 'id' },
  group: { collection: 'groups', id: 'id' },
}

/** The thing of a row. */
export function thingOf<Thing extends ImportedThing>(
  thing: Thing,
  { _id, ...fields }: StoredRow,
): Things[Thing] {
  return { ...fields, [STORED[thing].id]: _id } as unknown as Things[Thing]
}

/** The row of a thing. */
export function rowOf(thing: ImportedThing, value: object): StoredRow {
  const { [STORED[thing].id]: _id, ...fields } = value as Record<string, unknown>
  return { ...fields, _id: String(_id) }
}
