// Writing the feed, and following it live.

import type { Connection } from 'mongoose'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { collectionOf, recordOf } from '../../common/collection'
import { feedCollection, type FeedRow } from './schema'

export type FeedEvent = Omit<FeedRow, '_id'> & { id: string }

/** The feed: events are added, and followed as they come. */
export function feedRepository(connection: Connection) {
  const collection = collectionOf(connection, feedCollection)
  const eventOf = recordOf(feedCollection)
  return {
    async add(events: readonly FeedEvent[]): Promise<void> {
      if (events.length === 0) return
      try {
        await collection.insertMany(
          events.map(({ id, ...rest }) => ({ _id: id, ...rest })),
          {
            ordered: false,
          },
        )
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /**
     * Calls `tell` for each event entered from now on, until `stop` is called. After a broken connection it
     * goes on where it was; `broken` is told when it cannot.
     */
    follow(tell: (event: FeedEvent) => void, broken: (error: unknown) => void): { stop(): Promise<void> } {
      const stream = collection.watch([{ $match: { operationType: 'insert' } }], {
        maxAwaitTimeMS: 1000,
      })
      stream.on('change', (change) => {
        if (change.operationType === 'insert') tell(eventOf(change.fullDocument))
      })
      stream.on('error', broken)
      return { stop: () => stream.close() }
    },
  }
}
