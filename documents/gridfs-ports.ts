// The parts of the MongoDB driver that the GridFS store needs, declared here so that this room does not know the driver.

import { type Readable, type Writable } from 'node:stream'

/** A file's id in GridFS; what it is made of is the driver's affair. */
export type FileId = unknown

/** A GridFSBucket of the driver. */
export interface Bucket {
  openUploadStream(
    filename: string,
    options?: { writeConcern?: { w: 'majority' } },
  ): Writable & { id: FileId }
  /** `end` is the first byte that is not read. */
  openDownloadStream(id: FileId, options?: { start?: number; end?: number }): Readable
  delete(id: FileId): Promise<void>
}

/** A collection of the driver, as far as it is used. */
export interface Rows<Row> {
  insertOne(row: Row, options?: { writeConcern: { w: 'majority'; j: true } }): Promise<unknown>
  findOne(filter: Partial<Row>): Promise<Row | null>
  deleteOne(filter: Partial<Row>): Promise<unknown>
  createIndex(keys: { [key in keyof Row & string]?: 1 }, options: { unique: true }): Promise<unknown>
}

/** A document that is in the store; without this row its file does not count. */
export interface BlobRow {
  /** The sha256. */
  _id: string
  file: FileId
  size: number
  mediaType: string
  storedAt: Date
}

/** A file that is being written; it stays behind only when the process is killed. */
export interface UploadRow {
  /** The file's id as text. */
  _id: string
  file: FileId
  startedAt: Date
}

/** The notes of uploads, which are also found by their age. */
export interface Uploads extends Omit<Rows<UploadRow>, 'createIndex'> {
  startedBefore(instant: Date): AsyncIterable<UploadRow>
}

/** Where the GridFS store keeps its things; the same database for all three. */
export interface GridFsParts {
  bucket: Bucket
  blobs: Rows<BlobRow>
  uploads: Uploads
  /** The clock; default the system's. */
  now?: () => Date
}
