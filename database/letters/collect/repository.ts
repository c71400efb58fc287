// How far the collection from each system has come; one row a system, each write conditional on the one before.

import type { Connection } from 'mongoose'
import { type Collection, NEW_COLLECTION } from '../../../domain/letters/collect/collection'
import type { EntryState } from '../../../domain/letters/collect/entry'
import { collectionOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { collectCollection } from './schema'

/** Without the entries, which are counted. */
export type CollectionSummary = Omit<Collection, 'entries' | 'cursor' | 'version'> & {
  id: string
  entries: Record<EntryState, number>
}

/** Collections by their endpoints. */
export function collectRepository(connection: Connection) {
  const rows = collectionOf(connection, collectCollection)
  return {
    /** Of one that was never asked, as it begins. */
    async of(endpoint: string): Promise<Collection> {
      const row = await rows.findOne({ _id: endpoint })
      if (!row) return { ...NEW_COLLECTION }
      const { _id, ...collection } = collectCollection.withDefaults(row)
      return collection
    },

    /** Writes it as the version after `collection.version`; false where another collector wrote meanwhile. */
    async save(endpoint: string, { version, ...collection }: Collection): Promise<boolean> {
      const next = { ...collection, version: version + 1 }
      try {
        const { matchedCount, upsertedCount } = await rows.updateOne(
          { _id: endpoint, version },
          { $set: next },
          { upsert: version === NEW_COLLECTION.version },
        )
        return matchedCount + upsertedCount === 1
      } catch (error) {
        // Somebody else has written the first version.
        if (isDuplicateKey(error)) return false
        throw error
      }
    },

    /** Of these endpoints those that were asked before, by id. */
    async summaries(endpoints: readonly string[]): Promise<Map<string, CollectionSummary>> {
      const count = (state: EntryState) => ({
        $size: { $filter: { input: { $ifNull: ['$entries', []] }, cond: { $eq: ['$$this.state', state] } } },
      })
      const found = await rows
        .aggregate<Omit<CollectionSummary, 'id'> & { _id: string }>([
          { $match: { _id: { $in: [...endpoints] } } },
          { $set: { entries: { refused: count('refused'), waiting: count('waiting') } } },
          { $unset: ['cursor', 'version'] },
        ])
        .toArray()
      return new Map(found.map(({ _id, ...rest }) => [_id, { ...rest, id: _id }]))
    },
  }
}
