// The directory of seats and the line above each.

import type { Connection } from 'mongoose'
import type { Seat, SeatRole } from '../../../domain/directory/seat/seat'
import { coalesced } from '../../common/coalesce'
import { searchUpkeep } from '../search/upkeep'
import { AT_ONCE, collectionOf } from '../../common/collection'
import { type Page, pageAbove, type RisingPage } from '../../common/page'
import type { Session } from '../../common/transaction'
import { seatEditing } from './editing'
import { seatLines } from './lines'
import { asSeat, seatCollection } from './schema'

/** Seats: reading, changing, and the line above each. */
export function seatRepository(connection: Connection) {
  const collection = collectionOf(connection, seatCollection)
  const upkeep = searchUpkeep(connection)
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, Seat>> => {
    const rows = await collection.find({ _id: { $in: ids } }, AT_ONCE).toArray()
    return new Map(rows.map((row) => [row._id, asSeat(row)]))
  })
  return {
    ...seatEditing(connection),
    ...seatLines(collection),

    byIds,

    /**
     * Takes the seat for a change of its charges: of two at once the other is repeated after this one, and so is a change
     * of the seat itself. Its version stays. Null where there is none.
     */
    async take(id: string, session: Session): Promise<Seat | null> {
      const row = await collection.findOneAndUpdate({ _id: id }, { $inc: { chargesChanged: 1 } }, { session })
      return row && asSeat(row)
    },

    async byId(id: string): Promise<Seat | null> {
      return (await byIds([id])).get(id) ?? null
    },

    /** The seats of the offices with one of the roles. */
    async withRoles(offices: readonly string[], roles: readonly SeatRole[]): Promise<Seat[]> {
      const rows = await collection
        .find({ office: { $in: offices }, role: { $in: roles } }, AT_ONCE)
        .toArray()
      return rows.map(asSeat)
    },

    /** A page of the seats of an office by id; of those for one service, if it is named. */
    pageOfOffice(
      { office, service }: { office: string; service?: string },
      page: RisingPage,
    ): Promise<Page<Seat>> {
      const where = { office, ...(service === undefined ? {} : { services: service }) }
      return pageAbove((...asked) => collection.find(...asked), where, page, asSeat)
    },

    /** Writes seats as they are given; the same again changes nothing. */
    async save(seats: readonly Seat[]): Promise<void> {
      if (seats.length === 0) return
      await upkeep.seats(seats)
      await collection.bulkWrite(
        seats.map(({ id, ...rest }) => ({
          updateOne: { filter: { _id: id }, update: { $set: rest }, upsert: true },
        })),
        { ordered: false },
      )
    },

    /**
     * The seat above each of the given seats and above those, up to `levels`; one round trip per level. As of
     * an instant, seats that have ended then are passed over.
     */
    async linesAbove(
      seats: readonly string[],
      levels: number,
      at: Date | null = null,
    ): Promise<Map<string, string | null>> {
      const above = new Map<string, string | null>()
      const endedSeats = new Set<string>()
      let open = [...new Set(seats)]
      for (let level = 0; level < levels && open.length > 0; level += 1) {
        const seatsById = await byIds(open)
        for (const id of open) above.set(id, seatsById.get(id)?.reportsTo ?? null)
        for (const { id, activeUntil } of seatsById.values())
          if (at && activeUntil && activeUntil <= at) endedSeats.add(id)
        open = [...new Set(open.map((id) => above.get(id)))].filter(
          (id): id is string => typeof id === 'string' && !above.has(id),
        )
      }
      return new Map([...above.keys()].map((id) => [id, firstAlive(id)]))

      function firstAlive(id: string): string | null {
        const visited = new Set([id])
        let next = above.get(id) ?? null
        while (next !== null && endedSeats.has(next) && !visited.has(next)) {
          visited.add(next)
          next = above.get(next) ?? null
        }
        return next !== null && endedSeats.has(next) ? null : next
      }
    },
  }
}
