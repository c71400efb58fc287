// What an import looks up of the directory, in batches, and how it writes.

import type { Connection } from 'mongoose'
import { holdingAt } from '../charge/duties'
import type { ChargeRow } from '../charge/schema'
import type { OfficeRow } from '../office/schema'
import type { Seat } from '../../../domain/directory/seat/seat'
import type { ChangeNote } from '../../access/audit/entry'
import type { Change, ImportedRow, ImportedThing } from './change'
import { COLLECTIONS, writeChanges } from './write'

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
  const collection = (thing: ImportedThing) => connection.collection(COLLECTIONS[thing])
  const openIn = async (field: 'office' | 'seat', ids: readonly string[]): Promise<Set<string>> => {
    if (ids.length === 0) return new Set()
    const open = { [field]: { $in: ids }, state: { $in: OPEN_STATES }, purpose: 'action' }
    return new Set((await connection.collection('tapals').distinct(field, open as never)) as string[])
  }
  return {
    write: (changes: readonly Change[], note: ChangeNote) => writeChanges(connection, changes, note),

    /** Rows by their ids, as they lie there. */
    async byIds<Row extends ImportedRow>(
      thing: ImportedThing,
      ids: readonly string[],
    ): Promise<Map<string, Row>> {
      if (ids.length === 0) return new Map()
      const rows = await collection(thing)
        .find({ _id: { $in: ids } } as never, { batchSize: BATCH })
        .toArray()
      return new Map(rows.map((row) => [String(row._id), row as unknown as Row]))
    },

    /** Which of the ids are there. */
    async idsAmong(thing: ImportedThing, ids: readonly string[]): Promise<Set<string>> {
      const rows = collection(thing).find({ _id: { $in: ids } } as never, {
        projection: { _id: 1 },
        batchSize: BATCH,
      })
      return new Set((await rows.toArray()).map(({ _id }) => String(_id)))
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

    /** All rows by id, in batches. */
    async *all<Row extends ImportedRow>(
      thing: ImportedThing,
      filter: Record<string, unknown> = {},
    ): AsyncGenerator<Row[]> {
      const cursor = collection(thing).find(filter as never, { sort: { _id: 1 }, batchSize: BATCH })
      let batch: Row[] = []
      for await (const row of cursor) {
        batch.push(row as unknown as Row)
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
    async succeeded(): Promise<OfficeRow[]> {
      const rows = collection('office').find({ succession: { $ne: null } } as never, { batchSize: BATCH })
      return (await rows.toArray()) as unknown as OfficeRow[]
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
    async chargesNow(employees: readonly string[], at: Date): Promise<ChargeRow[]> {
      const held = { employee: { $in: employees }, ...holdingAt(at) }
      return (await collection('charge')
        .find(held as never)
        .toArray()) as unknown as ChargeRow[]
    },

    /** Which of the offices have tapals that somebody must act on. */
    officesWithOpenTapals: (offices: readonly string[]) => openIn('office', offices),
    /** Which of the seats have them. */
    seatsWithOpenTapals: (seats: readonly string[]) => openIn('seat', seats),
  }
}

export type ImportRepository = ReturnType<typeof importRepository>
