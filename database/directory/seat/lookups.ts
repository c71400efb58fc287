// Looking seats up with who holds them, each in one round trip.

import type { Connection } from 'mongoose'
import type { Charge } from '../../../domain/directory/charge/charge'
import { collectionOf } from '../../common/collection'
import { asCharge } from '../charge/schema'
import { type HeldFields, type HeldSeat, heldSeats, heldStages, holderNames } from './held'
import { seatCollection, type SeatRow } from './schema'

/** Charges of one seat that are returned at most; the newest of them. */
const HISTORY = 500

/** A charge with the name of its employee. */
export interface NamedCharge extends Charge {
  name: string
}

export function seatLookups(connection: Connection) {
  const collection = collectionOf(connection, seatCollection)
  return {
    /** The seat with who has its duty at the instant, or null. */
    async withHolder(id: string, at: Date): Promise<HeldSeat | null> {
      const [row] = await collection
        .aggregate<HeldFields & { seats: SeatRow[] }>([
          { $match: { _id: id } },
          { $project: { _id: 1, seats: ['$$ROOT'] } },
          ...heldStages(at),
        ])
        .toArray()
      return row ? (heldSeats(row.seats, row, at)[0] ?? null) : null
    },

    /** All charges of the seat, past and to come, newest first, or null if there is no such seat. */
    async holders(id: string): Promise<NamedCharge[] | null> {
      const [row] = await collection
        .aggregate<Pick<HeldFields, 'charges' | 'employees'>>([
          { $match: { _id: id } },
          {
            $lookup: {
              from: 'charges',
              localField: '_id',
              foreignField: 'seat',
              pipeline: [{ $sort: { from: -1, _id: -1 } }, { $limit: HISTORY }],
              as: 'charges',
            },
          },
          holderNames,
          { $project: { charges: 1, employees: 1 } },
        ])
        .toArray()
      if (!row) return null
      const names = new Map(row.employees.map(({ _id, name }) => [_id, name]))
      return row.charges.map((charge) => ({ ...asCharge(charge), name: names.get(charge.employee) ?? '' }))
    },
  }
}
