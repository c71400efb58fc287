// What an installation remembers about itself, by the name of the mark.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { markCollection } from './schema'

/** Marks: one value under each name. */
export function markRepository(connection: Connection) {
  const rows = collectionOf(connection, markCollection)
  return {
    /** The value of the mark, or null where none was set. */
    async valueOf(name: string): Promise<string | null> {
      const row = await rows.findOne({ _id: name })
      return row === null ? null : markCollection.withDefaults(row).value
    },

    async set(name: string, value: string): Promise<void> {
      await rows.updateOne({ _id: name }, { $set: { value } }, { upsert: true })
    },
  }
}
