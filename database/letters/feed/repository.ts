// Writing the feed, and following it live.

import type { Connection } from 'mongoose'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { modelOf, withId } from '../../common/model'
import { eventSchema, type EventRow } from './schema'

export type FeedEvent = Omit<EventRow, '_id'> & { id: string }

export function eventRepository(connection: Connection) {
  const model = modelOf<EventRow>(connection, 'events', eventSchema)
  return {
    async add(events: readonly FeedEvent[]): Promise<void> {
      if (events.length === 0) return
      try {
        await model.collection.insertMany(events.map(({ id, ...rest }) => ({ _id: id, ...rest })) as never, {
          ordered: false,
        })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /**
     * Calls `tell` for each event entered from now on, until `stop` is called. After a broken connection it
     * goes on where it was; `broken` is told when it cannot.
     */
    follow(tell: (event: FeedEvent) => void, broken: (error: unknown) => void): { stop(): Promise<void> } {
      const stream = model.collection.watch([{ $match: { operationType: 'insert' } }], {
        maxAwaitTimeMS: 1000,
      })
      stream.on('change', (change) => {
        if (change.operationType === 'insert') tell(withId(change.fullDocument as unknown as EventRow))
      })
      stream.on('error', broken)
      return { stop: () => stream.close() }
    },
  }
}

export type EventRepository = ReturnType<typeof eventRepository>
