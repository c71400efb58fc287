/** A document store on the shared database for one test file, emptied before each test, and content to put into it. */
import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import mongoose from 'mongoose'
import { type BlobRow, type UploadRow } from '../../documents/gridfs-ports'
import { uploadsIn } from '../../database/letters/document/store-rows'
import { GridFsStore } from '../../documents/gridfs-store'
import { emptyDatabase, type TestDatabase } from '../support/database'

export const PDF = 'application/pdf'

/** What the database holds when nothing was kept. */
export const NOTHING = { blobs: 0, files: 0, chunks: 0, uploads: 0 }

/** The instant at which everything is put. */
export const NOW = new Date('2026-11-22T06:00:00Z')

/** Registers its own set-up with jest; the members are there from the first test on. */
export class StoreRoom {
  store!: GridFsStore
  bucket!: mongoose.mongo.GridFSBucket
  private connection!: mongoose.Connection
  private database!: TestDatabase

  constructor() {
    beforeAll(async () => {
      this.database = await emptyDatabase()
      this.connection = await mongoose.createConnection(this.database.uri).asPromise()
    })
    beforeEach(() => this.open())
    afterAll(async () => {
      await this.connection.close()
      this.database.release()
    })
  }

  get blobs() {
    return this.connection.db!.collection<BlobRow>('blobs')
  }

  get uploads() {
    return this.connection.db!.collection<UploadRow>('uploads')
  }

  get files() {
    return this.connection.db!.collection('documents.files')
  }

  get chunks() {
    return this.connection.db!.collection('documents.chunks')
  }

  /** How much there is of everything. */
  async count(): Promise<typeof NOTHING> {
    return {
      blobs: await this.blobs.countDocuments(),
      files: await this.files.countDocuments(),
      chunks: await this.chunks.countDocuments(),
      uploads: await this.uploads.countDocuments(),
    }
  }

  private async open(): Promise<void> {
    for (const collection of [this.blobs, this.uploads, this.files, this.chunks])
      await collection.deleteMany({})
    this.bucket = new mongoose.mongo.GridFSBucket(this.connection.db!, { bucketName: 'documents' })
    this.store = new GridFsStore({
      bucket: this.bucket,
      blobs: this.blobs,
      uploads: uploadsIn(this.uploads),
      now: () => NOW,
    })
    await this.store.prepare()
  }
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A PDF by its first bytes, of this size. */
export function pdf(size: number): Buffer {
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(size - 14), Buffer.from('%%EOF')])
}

/** The bytes as they come off a network: in pieces that fit no chunk of the store. */
export function streamOf(bytes: Buffer, piece = 65_521): Readable {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  )
  return Readable.from(pieces, { objectMode: false })
}

/** Matches an error with this code. */
export function code(value: string): unknown {
  return expect.objectContaining({ code: value })
}
