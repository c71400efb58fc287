// A thing of the directory before and after an import, and the row that it is kept as.

import type { ImportedThing, Things } from '../../../domain/directory/import/list'

interface ChangeOf<Thing extends ImportedThing> {
  thing: Thing
  /** Null for one that is new. */
  before: Things[Thing] | null
  after: Things[Thing]
  /** No row of the list names it; it follows from one. */
  alongside?: true
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

/** The fields of the things that are the ids of their rows, where these are not called so. */
const IDS: Partial<Record<ImportedThing, string>> = { office: 'code', employee: 'pen' }

/** The name of the collection of a thing. */
export const collectionOfThing = (thing: ImportedThing): string => `${thing}s`

/** The thing of a row. */
export function thingOf<Thing extends ImportedThing>(
  thing: Thing,
  { _id, ...fields }: StoredRow,
): Things[Thing] {
  return { ...fields, [IDS[thing] ?? 'id']: _id } as unknown as Things[Thing]
}

/** The row of a thing. */
export function rowOf(thing: ImportedThing, value: object): StoredRow {
  const { [IDS[thing] ?? 'id']: _id, ...fields } = value as Record<string, unknown>
  return { ...fields, _id: String(_id) }
}
