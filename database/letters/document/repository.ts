// What is known of documents beside their bytes.

import type { Connection } from 'mongoose'
import { coalesced } from '../../common/coalesce'
import { modelOf } from '../../common/model'
import { documentSchema, type DocumentRow } from './schema'

export type DocumentRecord = Omit<DocumentRow, '_id'> & { sha256: string }

export function documentRepository(connection: Connection) {
  const model = modelOf<DocumentRow>(connection, 'documents', documentSchema)
  return {
    /** Notes that an office brought a document; answers whether it was unknown before. */
    async add(document: {
      sha256: string
      size: number
      mediaType: string
      office: string
      at: Date
    }): Promise<boolean> {
      const { sha256, office, ...rest } = document
      const answer = await model.collection.updateOne(
        { _id: sha256 } as never,
        { $setOnInsert: rest, $addToSet: { offices: office } } as never,
        { upsert: true },
      )
      return answer.upsertedCount === 1
    },

    byHashes: coalesced(async (hashes: readonly string[]): Promise<Map<string, DocumentRecord>> => {
      const rows = (await model.collection
        .find({ _id: { $in: hashes } } as never)
        .toArray()) as unknown as DocumentRow[]
      return new Map(rows.map(({ _id, ...rest }) => [_id, { sha256: _id, ...rest }]))
    }),
  }
}

export type DocumentRepository = ReturnType<typeof documentRepository>
