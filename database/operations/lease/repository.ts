// Leases by the clock of the server, so that the clocks of workers do not matter.

import type { Connection } from 'mongoose'
import { isDuplicateKey } from '../../common/errors'
import { collectionOf } from '../../common/collection'
import { leaseCollection } from './schema'

const WORKER = 'worker:'

export interface Beat {
  /** Workers that have said within their time that they live. */
  workers: string[]
  /** Units that somebody holds, with who it is. */
  held: Map<string, string>
}

/** Leases of duties: one worker holds a unit until its lease ends by the clock of the server. */
export function leaseRepository(connection: Connection) {
  const collection = collectionOf(connection, leaseCollection)
  const forMs = (ms: number) => ({ $add: ['$$NOW', ms] })
  const hasEnded = { $lte: ['$until', '$$NOW'] }

  return {
    /** Says that the worker lives, holds what it has for another time, and tells who holds what. */
    async beat(owner: string, ms: number): Promise<Beat> {
      const _id = `${WORKER}${owner}`
      await collection.bulkWrite([
        {
          updateMany: {
            filter: { owner, $expr: { $not: [hasEnded] } },
            update: [{ $set: { until: forMs(ms) } }],
          },
        },
        { updateOne: { filter: { _id }, update: [{ $set: { owner, until: forMs(ms) } }], upsert: true } },
      ])
      const rows = await collection
        .find({ $expr: { $not: [hasEnded] } }, { projection: { owner: 1 } })
        .toArray()
      return {
        workers: rows.filter((row) => row._id.startsWith(WORKER)).map((row) => row.owner),
        held: new Map(rows.filter((row) => !row._id.startsWith(WORKER)).map((row) => [row._id, row.owner])),
      }
    },

    /** Takes those of the units that nobody holds, and returns them; of two at once one gets each. */
    async take(owner: string, units: readonly string[], ms: number): Promise<string[]> {
      if (units.length === 0) return []
      const free = new Date(0)
      const rows = units.map((_id) => ({ _id, owner: '', until: free }))
      await collection.insertMany(rows, { ordered: false }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error
      })
      await collection.bulkWrite(
        units.map((_id) => ({
          updateOne: { filter: { _id, $expr: hasEnded }, update: [{ $set: { owner, until: forMs(ms) } }] },
        })),
        { ordered: false },
      )
      const mine = await collection
        .find({ _id: { $in: [...units] }, owner }, { projection: { _id: 1 } })
        .toArray()
      return mine.map(({ _id }) => _id)
    },

    /** Gives units back; another's stay. */
    async release(owner: string, units: readonly string[]): Promise<void> {
      await collection.updateMany({ _id: { $in: [...units] }, owner }, { $set: { until: new Date(0) } })
    },

    /** The worker ends: what it holds is free at once. */
    async leave(owner: string): Promise<void> {
      await collection.updateMany({ owner }, { $set: { until: new Date(0) } })
    },
  }
}
