// What an import looks up of the directory, in batches, and how it writes.

import type { Connection } from 'mongoose'
import type { ImportedThing, Things } from '../../../domain/directory/import/list'
import { NOWHERE, type OfficePlace } from '../../../domain/directory/import/office'
import type { ChangeNote } from '../../access/audit/entry'
import { BATCH, batchesOf } from '../../common/batches'
import { type Change, collectionOfThing, type StoredRow, thingOf } from './change'
import { importStaging } from './staging'
import { writeChanges } from './write'

export function importRepository(connection: Connection) {
  const find = (thing: ImportedThing, filter: object, options: object = {}) =>
    connection.collection<StoredRow>(collectionOfThing(thing)).find(filter, { batchSize: BATCH, ...options })

  return {
    /** Where the rows of an import lie while it runs. */
    staging: (id: string, at: Date) => importStaging(connection, id, at),

    write: (changes: readonly Change[], note: ChangeNote) => writeChanges(connection, changes, note),

    /** Things by their ids. */
    async byIds<Thing extends ImportedThing>(thing: Thing, ids: readonly string[]) {
      const rows = ids.length === 0 ? [] : await find(thing, { _id: { $in: ids } }).toArray()
      return new Map(rows.map((row) => [row._id, thingOf(thing, row)]))
    },

    /** Which of the ids are there. */
    async idsAmong(thing: ImportedThing, ids: readonly string[]): Promise<Set<string>> {
      const collection = connection.collection<StoredRow>(collectionOfThing(thing))
      return new Set(ids.length === 0 ? [] : await collection.distinct('_id', { _id: { $in: ids } }))
    },

    /** Things by the values of a field, in the order of their ids. */
    async byField<Thing extends ImportedThing>(
      thing: Thing,
      field: keyof Things[Thing] & string,
      values: readonly string[],
    ): Promise<Map<string, Things[Thing][]>> {
      const found = new Map<string, Things[Thing][]>(values.map((value) => [value, []]))
      if (found.size > 0)
        for await (const row of find(thing, { [field]: { $in: values } }, { sort: { _id: 1 } }))
          found.get(String(row[field]))!.push(thingOf(thing, row))
      return found
    },

    /** All things in the order of their ids, in batches. */
    async *all<Thing extends ImportedThing>(thing: Thing): AsyncGenerator<Things[Thing][]> {
      for await (const batch of batchesOf(find(thing, {}, { sort: { _id: 1 } })))
        yield batch.map((row) => thingOf(thing, row))
    },

    /** Where every office of the State stands, by code. */
    async officePlaces(): Promise<Map<string, OfficePlace>> {
      const places = new Map<string, OfficePlace>()
      const projection = Object.fromEntries(Object.keys(NOWHERE).map((field) => [field, 1]))
      for await (const row of find('office', {}, { projection }))
        places.set(row._id, { ...NOWHERE, ...thingOf('office', row) })
      return places
    },

    /** Which of the offices have seats, and the head of each that has one. */
    async headsOf(offices: readonly string[]): Promise<Map<string, string | null>> {
      const seats = connection.collection('seats').aggregate<{ _id: string; head: string | null }>([
        { $match: { office: { $in: offices } } },
        {
          $group: { _id: '$office', head: { $min: { $cond: [{ $eq: ['$role', 'head'] }, '$_id', null] } } },
        },
      ])
      return new Map((await seats.toArray()).map(({ _id: office, head }) => [office, head]))
    },
  }
}

export type ImportRepository = ReturnType<typeof importRepository>
