// The rows that the document store keeps beside the bytes: which file is the content of a hash, and uploads under way.

import type { Connection, mongo } from 'mongoose'
import { collectionOf, declare } from '../../common/collection'

interface BlobRow {
  /** The sha256. */
  _id: string
  file: unknown
  size: number
  mediaType: string
  storedAt: Date
}

interface UploadRow {
  /** The id of the file, as text. */
  _id: string
  file: unknown
  startedAt: Date
}

export const blobCollection = declare<BlobRow>('document_blobs', {
  _id: String,
  file: {},
  size: { type: Number, required: true },
  mediaType: { type: String, required: true },
  storedAt: { type: Date, required: true },
})

export const uploadCollection = declare<UploadRow>('document_uploads', {
  _id: String,
  file: {},
  startedAt: { type: Date, required: true },
})

/** The collections that the store of documents writes beside the bytes. */
export function documentStoreRows(connection: Connection) {
  return {
    blobs: collectionOf(connection, blobCollection),
    uploads: uploadsIn(collectionOf(connection, uploadCollection)),
  }
}

/** Notes of uploads, also by their age. */
export function uploadsIn(rows: mongo.Collection<UploadRow>) {
  return {
    insertOne: (row: UploadRow) => rows.insertOne(row),
    findOne: (filter: Partial<UploadRow>) => rows.findOne(filter),
    deleteOne: (filter: Partial<UploadRow>) => rows.deleteOne(filter),
    startedBefore: (instant: Date): AsyncIterable<UploadRow> => rows.find({ startedAt: { $lt: instant } }),
  }
}
