// What is known of documents beside their bytes.

import type { Connection } from 'mongoose'
import { coalesced } from '../../common/coalesce'
import { collectionOf } from '../../common/collection'
import { pagesOf } from '../../common/scan'
import { documentScans } from './scans'
import { documentCollection, type DocumentRow } from './schema'

export type DocumentRecord = Omit<DocumentRow, '_id'> & { sha256: string }

/** Documents by their hash, and the offices that have brought each. */
export function documentRepository(connection: Connection) {
  const collection = collectionOf(connection, documentCollection)
  return {
    ...documentScans(collection),

    /** Notes that an office brought a document; returns whether it was unknown before. */
    async add(document: {
      sha256: string
      size: number
      mediaType: string
      office: string
      at: Date
    }): Promise<boolean> {
      const { sha256, office, ...rest } = document
      const result = await collection.updateOne(
        { _id: sha256 },
        { $setOnInsert: rest, $addToSet: { offices: office } },
        { upsert: true },
      )
      return result.upsertedCount === 1
    },

    /** The hashes of all documents, in pages. */
    async *scan(limit: number): AsyncGenerator<string[]> {
      for await (const rows of pagesOf(collection, limit, { _id: 1 })) yield rows.map(({ _id }) => _id)
    },

    byHashes: coalesced(async (hashes: readonly string[]): Promise<Map<string, DocumentRecord>> => {
      const rows = await collection.find({ _id: { $in: hashes } }).toArray()
      return new Map(
        rows.map((row) => {
          const { _id, ...rest } = documentCollection.withDefaults(row)
          return [_id, { sha256: _id, ...rest }]
        }),
      )
    }),
  }
}
