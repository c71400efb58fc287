// Who holds which seat at an instant.

import type { Connection } from 'mongoose'
import type { Charge } from '../../domain/office/charge'
import { modelOf, withId } from '../model'
import { chargeSchema, type ChargeRow } from './schema'

export function chargeRepository(connection: Connection) {
  const model = modelOf<ChargeRow>(connection, 'charges', chargeSchema)
  const holdingAt = (at: Date) => ({ from: { $lte: at }, $or: [{ until: null }, { until: { $gt: at } }] })
  const find = async (filter: Record<string, unknown>): Promise<Charge[]> => {
    const rows = await model.collection.find(filter as never, { sort: { from: 1 } }).toArray()
    return rows.map((row) => withId(row as unknown as ChargeRow))
  }
  return {
    /** The charges an employee holds at the instant. */
    heldBy: (employee: string, at: Date) => find({ employee, ...holdingAt(at) }),

    /** The charges under which the seats are held at the instant. */
    holdersOf: (seats: readonly string[], at: Date) => find({ seat: { $in: seats }, ...holdingAt(at) }),

    /** Writes charges as they are given; the same again changes nothing. */
    async save(charges: readonly Charge[]): Promise<void> {
      if (charges.length === 0) return
      await model.bulkWrite(
        charges.map(({ id, ...rest }) => ({
          updateOne: { filter: { _id: id }, update: { $set: rest }, upsert: true },
        })) as never,
        { ordered: false },
      )
    },

    /** Ends a charge at the instant; one that has ended keeps its end. */
    async end(id: string, at: Date): Promise<void> {
      await model.collection.updateOne({ _id: id, until: null } as never, { $set: { until: at } })
    },
  }
}

export type ChargeRepository = ReturnType<typeof chargeRepository>
