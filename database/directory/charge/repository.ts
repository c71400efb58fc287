// Who holds which seat at an instant, and the operations by which that changes.

import type { Connection } from 'mongoose'
import type { Charge } from '../../../domain/directory/charge/charge'
import { collectionOf, withId } from '../../common/collection'
import { seatCollection } from '../seat/schema'
import { chargeDuties, holdingAt } from './duties'
import { holdersOf } from './holders'
import { chargeOperations } from './operations'
import { chargeCollection } from './schema'

/** Charges of one seat or one employee that are told at most; the newest of them. */
const HISTORY = 500

export function chargeRepository(connection: Connection) {
  const collection = collectionOf(connection, chargeCollection)
  const seats = collectionOf(connection, seatCollection)
  const find = async (filter: Record<string, unknown>, options: object = {}): Promise<Charge[]> => {
    const rows = await collection.find(filter, { sort: { from: 1, _id: 1 }, ...options }).toArray()
    return rows.map((row) => withId(row))
  }
  return {
    ...chargeDuties(seats),
    ...chargeOperations(connection),

    /** The charges an employee holds at the instant. */
    heldBy: (employee: string, at: Date) => find({ employee, ...holdingAt(at) }),

    /** The charges under which the seats are held at the instant. */
    holdersOf: holdersOf(collection),

    /** All charges of a seat, past and to come, newest first. */
    ofSeat: (seat: string) => find({ seat }, { sort: { from: -1, _id: -1 }, limit: HISTORY }),

    /** All charges of an employee, past and to come, newest first. */
    ofEmployee: (employee: string) => find({ employee }, { sort: { from: -1, _id: -1 }, limit: HISTORY }),

    /** The charges of the seats that hold at some instant from the given one on, oldest first. */
    since: (held: readonly string[], from: Date) =>
      find({ seat: { $in: held }, $or: [{ until: null }, { until: { $gt: from } }] }),

    /** Writes charges as they are given; the same again changes nothing. */
    async save(charges: readonly Charge[]): Promise<void> {
      if (charges.length === 0) return
      await collection.bulkWrite(
        charges.map(({ id, ...rest }) => ({
          updateOne: { filter: { _id: id }, update: { $set: rest }, upsert: true },
        })),
        { ordered: false },
      )
    },

    /** Ends a charge at the instant, as relieved; one that has ended keeps its end. */
    async end(id: string, at: Date): Promise<void> {
      await collection.updateOne(
        { _id: id, until: null },
        {
          $set: { until: at, ended: 'relieved' },
        },
      )
    },
  }
}

export type ChargeRepository = ReturnType<typeof chargeRepository>
