// What an import looks up of the directory, in batches, and how it writes.

import type { Connection } from 'mongoose'
import type { Charge } from '../../../domain/directory/charge/charge'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { ChangeNote } from '../../access/audit/entry'
import { holdingAt } from '../charge/duties'
import { type Change, type ImportedThing, STORED, type StoredRow, type Things, thingOf } from './change'
import { importStaging } from './staging'
import { writeChanges } from './write'

/** Tapals in these states wait for somebody in the office. */
const OPEN_STATES = ['routed', 'handed-over', 'delivered', 'acknowledged', 'opened', 'in-process', 'failed']
const BATCH = 1_000

/** Where an office stands. */
export interface OfficePlace {
  parent: string | null
  path: string[]
}

/** A seat as its charges need it. */
export interface TakenSeat extends Pick<Seat, 'office' | 'activeFrom' | 'activeUntil'> {
  taken: number
}

export function importRepository(connection: Connection) {
  const collection = (thing: ImportedThing) => connection.collection<StoredRow>(STORED[thing].collection)
  const openIn = async (field: 'office' | 'seat', ids: readonly string[]): Promise<Set<string>> => {
    if (ids.length === 0) return new Set()
    const open = { [field]: { $in: ids }, state: { $in: OPEN_STATES }, purpose: 'action' }
    return new Set((await connection.collection('tapals').distinct(field, open)) as string[])
  }
  return {
    /** Where the rows of an import lie while it runs. */
    staging: (id: string, at: Date) => importStaging(connection, id, at),

    write: (changes: readonly Change[], note: ChangeNote) => writeChanges(connection, changes, note),

    /** Things by their ids. */
    async byIds<Thing extends ImportedThing>(
      thing: Thing,
      ids: readonly string[],
    ): Promise<Map<string, Things[Thing]>> {
      if (ids.length === 0) return new Map()
      const rows = await collection(thing)
        .find({ _id: { $in: [...new Set(ids)] } }, { batchSize: BATCH })
        .toArray()
      return new Map(rows.map((row) => [row._id, thingOf(thing, row)]))
    },

    /** Which of the ids are there. */
    async idsAmong(thing: ImportedThing, ids: readonly string[]): Promise<Set<string>> {
      const filter = { _id: { $in: [...new Set(ids)] } }
      const rows = collection(thing).find(filter, { projection: { _id: 1 }, batchSize: BATCH })
      return new Set((await rows.toArray()).map(({ _id }) => _id))
    },

    /** What charges hang on: the life of each seat, its office, and how often its charges have been changed. */
    async takenSeats(ids: readonly string[]): Promise<Map<string, TakenSeat>> {
      const rows = await collection('seat')
        .find({ _id: { $in: ids } } as never, {
          projection: { office: 1, activeFrom: 1, activeUntil: 1, chargesChanged: 1 },
          batchSize: BATCH,
        })
        .toArray()
      return new Map(
        rows.map(({ _id, chargesChanged, ...rest }) => [
          String(_id),
          { ...(rest as Omit<TakenSeat, 'taken'>), taken: Number(chargesChanged ?? 0) },
        ]),
      )
    },

    /** Things in the order of their ids, in batches; where a field is named, those that have one of its values. */
    async *all<Thing extends ImportedThing>(
      thing: Thing,
      where?: { field: keyof Things[Thing] & string; values: readonly string[] },
    ): AsyncGenerator<Things[Thing][]> {
      const filter = where ? { [where.field]: { $in: [...where.values] } } : {}
      let batch: Things[Thing][] = []
      for await (const row of collection(thing).find(filter, { sort: { _id: 1 }, batchSize: BATCH })) {
        batch.push(thingOf(thing, row))
        if (batch.length < BATCH) continue
        yield batch
        batch = []
      }
      if (batch.length > 0) yield batch
    },

    /** Where every office of the State stands. */
    async officeTree(): Promise<Map<string, OfficePlace>> {
      const rows = collection('office').find({}, { projection: { parent: 1, path: 1 }, batchSize: 5_000 })
      const tree = new Map<string, OfficePlace>()
      for await (const { _id, parent, path } of rows)
        tree.set(String(_id), {
          parent: (parent as string | null) ?? null,
          path: (path as string[] | undefined) ?? [],
        })
      return tree
    },

    /** All offices that were or will be merged or split. */
    async succeeded(): Promise<Office[]> {
      const rows = connection.collection<StoredRow>('offices').find({ succession: { $ne: null } })
      return (await rows.toArray()).map((row) => thingOf('office', row))
    },

    /** Which of the offices have seats, and the head of each that has one. */
    async headsOf(offices: readonly string[]): Promise<Map<string, string | null>> {
      if (offices.length === 0) return new Map()
      const [seated, heads] = await Promise.all([
        collection('seat').distinct('office', { office: { $in: offices } } as never),
        collection('seat')
          .find({ office: { $in: offices }, role: 'head' } as never, {
            projection: { office: 1 },
            sort: { _id: -1 },
          })
          .toArray(),
      ])
      const found = new Map<string, string | null>(seated.map((office) => [String(office), null]))
      for (const { _id, office } of heads) found.set(String(office), String(_id))
      return found
    },

    /** The charges that the employees hold at the instant. */
    async chargesNow(employees: readonly string[], at: Date): Promise<Charge[]> {
      const rows = collection('charge').find({ employee: { $in: [...employees] }, ...holdingAt(at) })
      return (await rows.toArray()).map((row) => thingOf('charge', row))
    },

    /** Which of the offices have tapals that somebody must act on. */
    officesWithOpenTapals: (offices: readonly string[]) => openIn('office', offices),
    /** Which of the seats have them. */
    seatsWithOpenTapals: (seats: readonly string[]) => openIn('seat', seats),
  }
}

export type ImportRepository = ReturnType<typeof importRepository>
