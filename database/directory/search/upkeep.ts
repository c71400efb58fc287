// Keeps the search of the directory in step with offices and seats.

import type { ClientSession, Connection } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'
import type { Seat } from '../../../domain/directory/seat/seat'
import { type DirectoryEntry, officeEntry, seatEntries } from '../../../domain/directory/search/entry'
import { BATCH, batchesOf } from '../../common/batches'
import { AT_ONCE, collectionOf } from '../../common/collection'
import { asOffice, officeCollection, type OfficeRow } from '../office/schema'
import { asSeat, seatCollection, type SeatRow } from '../seat/schema'
import { searchCollection, type SearchRow } from './schema'

/**
 * To be called by whoever writes offices or seats: in the same transaction, or else *before* the write, so that a write
 * cut short is made good when it is repeated. What has not changed is not written.
 */
export function searchUpkeep(connection: Connection) {
  const rows = collectionOf(connection, searchCollection)
  const offices = collectionOf(connection, officeCollection)
  const seats = collectionOf(connection, seatCollection)
  const within = (session?: ClientSession) => (session ? { session } : {})

  /** Returns the ids of those that are not yet as given, having written them. */
  const write = async (entries: readonly DirectoryEntry[], session?: ClientSession): Promise<Set<string>> => {
    if (entries.length === 0) return new Set()
    const next = entries.map((entry) => ({ _id: `${entry.type}:${entry.id}`, ...entry }))
    const oldRows = await rows
      .find(
        { _id: { $in: next.map(({ _id }) => _id) } },
        {
          ...AT_ONCE,
          ...within(session),
        },
      )
      .toArray()
    const oldFaces = new Map(oldRows.map((row) => [row._id, faceOf(row)]))
    const changedRows = next.filter((row) => oldFaces.get(row._id) !== faceOf(row))
    // Within a transaction nobody else can enter the same meanwhile, and inserting is much the faster.
    const newRows = session ? changedRows.filter(({ _id }) => !oldFaces.has(_id)) : []
    const otherRows = session ? changedRows.filter(({ _id }) => oldFaces.has(_id)) : changedRows
    if (newRows.length > 0) await rows.insertMany(newRows, { ordered: false, ...within(session) })
    if (otherRows.length > 0)
      await rows.bulkWrite(
        otherRows.map(({ _id, ...set }) => ({
          updateOne: { filter: { _id }, update: { $set: set }, upsert: true },
        })),
        { ordered: false, ...within(session) },
      )
    return new Set(changedRows.map(({ id }) => id))
  }

  return {
    /** The offices, and their seats where these are found under what has changed. */
    async offices(list: readonly Office[], session?: ClientSession): Promise<void> {
      const changedOffices = await write(list.map(officeEntry), session)
      if (changedOffices.size === 0) return
      const officesByCode = new Map(list.map((office) => [office.code, office]))
      const cursor = seats.find(
        { office: { $in: [...changedOffices] } },
        {
          ...within(session),
          batchSize: BATCH,
        },
      )
      for await (const batch of batchesOf(cursor))
        await write(seatEntries(batch.map(asSeat), officesByCode), session)
    },

    /** The seats; their offices should have been written before. */
    async seats(list: readonly Seat[], session?: ClientSession): Promise<void> {
      if (list.length === 0) return
      const codes = [...new Set(list.map(({ office }) => office))]
      const officeRows = await offices
        .find({ _id: { $in: codes } }, { ...AT_ONCE, ...within(session) })
        .toArray()
      const officesByCode = new Map(officeRows.map((row) => [row._id, asOffice(row)]))
      await write(seatEntries(list, officesByCode), session)
    },

    /** What has been written of offices and seats, as it lies in the database; other things are none of the search's. */
    async follow(
      written: readonly { thing: string; row: { _id: string } }[],
      session: ClientSession,
    ): Promise<void> {
      const offices = written.flatMap(({ thing, row }) =>
        thing === 'office' ? [asOffice(row as OfficeRow)] : [],
      )
      const seats = written.flatMap(({ thing, row }) => (thing === 'seat' ? [asSeat(row as SeatRow)] : []))
      await this.offices(offices, session)
      await this.seats(seats, session)
    },

    /** All that stands at the offices has come to lie so many levels deeper, or less deep. */
    async sunk(codes: readonly string[], levels: number, session?: ClientSession): Promise<void> {
      if (codes.length === 0 || levels === 0) return
      await rows.updateMany({ at: { $in: codes } }, { $inc: { rank: levels } }, within(session))
    },

    /** Rebuilds every row that is not as it should be; safe to repeat, and beside other writers. */
    async all(): Promise<void> {
      for await (const batch of batchesOf(offices.find({}, { batchSize: BATCH })))
        await this.offices(batch.map(asOffice))
      for await (const batch of batchesOf(seats.find({}, { batchSize: BATCH })))
        await this.seats(batch.map(asSeat))
    },
  }
}

/** The row as text, whatever the order of its fields. */
function faceOf(row: SearchRow): string {
  return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)))
}
