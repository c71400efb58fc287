// Dispatches of the sandbox: a record of its own, behind the same methods; alone of all dispatches they are removed.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { dispatchRepository } from './repository'
import { testDispatchCollection } from './schema'

/** Test dispatches. */
export function testDispatchRepository(connection: Connection) {
  const collection = collectionOf(connection, testDispatchCollection)
  return {
    ...dispatchRepository(connection, testDispatchCollection),

    /** Those accepted before the instant, oldest first, `limit` at most; ids sort by time. */
    async acceptedBefore(before: Date, limit: number): Promise<string[]> {
      const projection = { acceptedAt: 1 }
      const oldest = await collection.find({}, { sort: { _id: 1 }, limit, projection }).toArray()
      return oldest.flatMap(({ _id, acceptedAt }) => (acceptedAt < before ? [_id] : []))
    },

    async remove(ids: readonly string[]): Promise<void> {
      await collection.deleteMany({ _id: { $in: [...ids] } })
    },
  }
}
