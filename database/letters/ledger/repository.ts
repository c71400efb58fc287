// Tallies of letters to many: kept as they were counted, with the mark by which one that is out of date is known.

import type { Connection } from 'mongoose'
import type { Tally } from '../../../domain/letters/ledger/tally'
import { collectionOf, recordOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { tallyCollection, type TallyRow } from './schema'

export type KeptTally = Omit<TallyRow, '_id'> & { id: string }

/** Tallies by the ids of their dispatches. */
export function tallyRepository(connection: Connection) {
  const rows = collectionOf(connection, tallyCollection)
  const tallyOf = recordOf(tallyCollection)

  return {
    /** Those that are kept of these dispatches. */
    async kept(dispatches: readonly string[]): Promise<Map<string, KeptTally>> {
      const found = await rows.find({ _id: { $in: [...dispatches] } }).toArray()
      return new Map(found.map((row) => [row._id, tallyOf(row)]))
    },

    /** Keeps the first tally of a dispatch. It counts as out of date: until it was kept nobody marked what changed. */
    async begin(dispatch: string, tally: Tally, asOf: Date): Promise<void> {
      const row = { _id: dispatch, ...tally, asOf, changes: 1, counted: 0, countingUntil: null }
      try {
        await rows.insertOne(row)
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
      }
    },

    /**
     * Takes the counting of a dispatch until the instant; returns how far its changes are. Null where another has it, or has
     * counted since `asOf`.
     */
    async take(dispatch: string, asOf: Date, now: Date, until: Date): Promise<number | null> {
      const free = { $or: [{ countingUntil: null }, { countingUntil: { $lte: now } }] }
      const row = await rows.findOneAndUpdate(
        { _id: dispatch, asOf, ...free },
        { $set: { countingUntil: until } },
        { projection: { changes: 1 } },
      )
      return row?.changes ?? null
    },

    /** Keeps what was counted since the changes were so far; not where the counting was taken over meanwhile. */
    async keep(dispatch: string, until: Date, counted: number, tally: Tally, asOf: Date): Promise<void> {
      await rows.updateOne(
        { _id: dispatch, countingUntil: until },
        { $set: { ...tally, asOf, counted, countingUntil: null } },
      )
    },

    /** Tapals of these dispatches have changed; of letters to few there is no tally. A repeat only has one counted once more. */
    async noteChanged(dispatches: readonly string[]): Promise<void> {
      if (dispatches.length === 0) return
      await rows.updateMany({ _id: { $in: [...dispatches] } }, { $inc: { changes: 1 } })
    },
  }
}
