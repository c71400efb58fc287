// Who holds which seat at an instant.

import type { Connection } from 'mongoose'
import type { Charge } from '../../../domain/directory/charge/charge'
import { collectionOf } from '../../common/collection'
import type { Session } from '../../common/transaction'
import { holdersOf } from './holders'
import { asCharge, chargeCollection, holdingAt } from './schema'

/** Charges of one seat or one employee that are returned at most; the newest of them. */
const HISTORY = 500

/** Charges of seats; reads are of an instant, writes go through a transaction. */
export function chargeRepository(connection: Connection) {
  const collection = collectionOf(connection, chargeCollection)
  const find = async (filter: Record<string, unknown>, options: object = {}): Promise<Charge[]> => {
    const rows = await collection.find(filter, { sort: { from: 1, _id: 1 }, ...options }).toArray()
    return rows.map(asCharge)
  }
  return {
    /** The charges an employee holds at the instant. */
    heldBy: (employee: string, at: Date) => find({ employee, ...holdingAt(at) }),

    /** The charges that any of the employees holds at the instant. */
    heldByAny: (employees: readonly string[], at: Date) =>
      find({ employee: { $in: employees }, ...holdingAt(at) }),

    /** The charges under which the seats are held at the instant. */
    holdersOf: holdersOf(collection),

    /** All charges of a seat, past and to come, newest first. */
    ofSeat: (seat: string) => find({ seat }, { sort: { from: -1, _id: -1 }, limit: HISTORY }),

    /** All charges of an employee, past and to come, newest first. */
    ofEmployee: (employee: string) => find({ employee }, { sort: { from: -1, _id: -1 }, limit: HISTORY }),

    /** The charges of the seats that hold at some instant from the given one on, oldest first. */
    since: (seats: readonly string[], from: Date) =>
      find({ seat: { $in: seats }, $or: [{ until: null }, { until: { $gt: from } }] }),

    /** Every charge of the seat, oldest first, as the transaction sees them. */
    allOfSeat: (seat: string, session: Session) => find({ seat }, { session }),

    /** Every charge of the employee, oldest first, as the transaction sees them. */
    allOfEmployee: (employee: string, session: Session) => find({ employee }, { session }),

    async insert({ id, ...rest }: Charge, session: Session): Promise<void> {
      await collection.insertOne({ _id: id, ...rest }, { session })
    },

    /** Writes how and when the charge ends. */
    async setEnd({ id, until, ended }: Charge, session: Session): Promise<void> {
      await collection.updateOne({ _id: id }, { $set: { until, ended } }, { session })
    },

    /** The charges of an employee go on under another number. */
    async renumber(from: string, to: string, session: Session): Promise<void> {
      await collection.updateMany({ employee: from }, { $set: { employee: to } }, { session })
    },

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
