// The document store on GridFS: one file per content, claimed under its sha256 by a row of `blobs`.
//
// A file's id cannot be changed after the upload and the sha256 is known only then, so the file is written under an id
// of its own and the row says which file is the content. Who loses the race for the row deletes its own file.

import { createHash } from 'node:crypto'
import { Readable, type Writable } from 'node:stream'

import { KcsError } from '../domain/common/error'
import { examine } from './examine'
import { type BlobRow, type FileId, type GridFsParts } from './gridfs-ports'
import {
  type ByteRange,
  type DocumentStore,
  type OpenedDocument,
  type PutOptions,
  type StoredDocument,
} from './store'
import { timed } from './timed'

const DUPLICATE_KEY = 11000
/**
 * Eight chunks of GridFS, which are read at once. Asked for a whole file the driver takes up to 16 MB of it into memory with
 * each answer, for each of those who read: four documents of 50 MB given out side by side then took 210 MB, and take 70 MB so.
 */
const SLICE_BYTES = 8 * 255 * 1024

/** A document store on GridFS, and the upkeep that it needs. */
export class GridFsStore implements DocumentStore {
  constructor(private readonly parts: GridFsParts) {}

  /** Makes the index that `removeOrphans` looks files up by. Safe to repeat and with two processes. */
  async prepare(): Promise<void> {
    await this.parts.blobs.createIndex({ file: 1 }, { unique: true })
  }

  async put(source: Readable, options: PutOptions): Promise<StoredDocument> {
    const content = options.pace ? timed(source, options.pace) : source
    const upload = this.parts.bucket.openUploadStream('document', { writeConcern: { w: 'majority' } })
    // Every write is awaited below and gives its own error; an unheard 'error' event would end the process.
    upload.on('error', () => undefined)
    await this.parts.uploads.insertOne({ _id: String(upload.id), file: upload.id, startedAt: this.now() })
    let document: StoredDocument
    try {
      document = await examine(content, options, (chunk) => write(upload, chunk))
      await end(upload)
    } catch (error) {
      await this.discard(upload.id)
      throw error
    }
    return this.claim(document, upload.id)
  }

  async open(sha256: string, range?: ByteRange): Promise<OpenedDocument> {
    const row = await this.rowOf(sha256)
    const document = documentOf(row)
    if (!range) return { ...document, stream: Readable.from(this.checked(row), { objectMode: false }) }
    const start = range.start
    const end = Math.min(range.end ?? row.size - 1, row.size - 1)
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start > end) {
      throw new KcsError('range-unsatisfiable', { detail: `The document has ${row.size} bytes.` })
    }
    return {
      ...document,
      stream: Readable.from(this.slices(row.file, start, end + 1), { objectMode: false }),
    }
  }

  async find(sha256: string): Promise<StoredDocument | undefined> {
    const row = await this.parts.blobs.findOne({ _id: sha256 })
    return row ? documentOf(row) : undefined
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.find(sha256)) !== undefined
  }

  async verify(sha256: string): Promise<boolean> {
    const content = this.checked(await this.rowOf(sha256))
    try {
      while (!(await content.next()).done);
      return true
    } catch (error) {
      if (error instanceof KcsError && error.code === 'document-damaged') return false
      throw error
    }
  }

  /**
   * Removes what killed uploads left behind and returns how many there were.
   * `startedBefore` must lie further back than any upload may take, or an upload under way loses its file.
   */
  async removeOrphans(startedBefore: Date): Promise<number> {
    let removedCount = 0
    for await (const { file } of this.parts.uploads.startedBefore(startedBefore)) {
      if (await this.parts.blobs.findOne({ file })) await this.parts.uploads.deleteOne({ _id: String(file) })
      else if (await this.discard(file)) removedCount += 1
    }
    return removedCount
  }

  private async rowOf(sha256: string): Promise<BlobRow> {
    const row = await this.parts.blobs.findOne({ _id: sha256 })
    if (row) return row
    throw new KcsError('document-unknown')
  }

  /** Makes the file the content of its sha256, or drops it where another one already is. */
  private async claim(document: StoredDocument, file: FileId): Promise<StoredDocument> {
    const { sha256, size, mediaType } = document
    const row: BlobRow = { _id: sha256, file, size, mediaType, storedAt: this.now() }
    try {
      await this.parts.blobs.insertOne(row, { writeConcern: { w: 'majority', j: true } })
    } catch (error) {
      // After any other error the row may stand all the same, so the file is left for removeOrphans to judge.
      if (!isDuplicate(error)) throw error
      return this.yieldTo(await this.rowOf(sha256), file)
    }
    await this.parts.uploads.deleteOne({ _id: String(file) })
    return document
  }

  private async yieldTo(row: BlobRow, file: FileId): Promise<StoredDocument> {
    // A write that the driver repeated after a lost answer finds its own row.
    if (String(row.file) === String(file)) await this.parts.uploads.deleteOne({ _id: String(file) })
    else await this.discard(file)
    return documentOf(row)
  }

  /** Deletes a file and the note of its upload; where the server does not answer, the note stays for removeOrphans. */
  private async discard(file: FileId): Promise<boolean> {
    try {
      await this.parts.bucket.delete(file).catch(ignoreMissing)
      await this.parts.uploads.deleteOne({ _id: String(file) })
      return true
    } catch {
      return false
    }
  }

  /** The content, its last chunk held back until the hash of all is known to be right. */
  private async *checked(row: BlobRow): AsyncGenerator<Buffer, void> {
    const hash = createHash('sha256')
    let lastChunk: Buffer | undefined
    try {
      for await (const chunk of this.slices(row.file, 0, row.size)) {
        if (lastChunk) yield lastChunk
        lastChunk = chunk
        hash.update(lastChunk)
      }
    } catch (error) {
      throw isDamage(error) ? new KcsError('document-damaged', { cause: error }) : error
    }
    if (hash.digest('hex') !== row._id) throw new KcsError('document-damaged')
    if (lastChunk) yield lastChunk
  }

  /** The bytes of the file from `start` until before `end`, a slice after the other. */
  private async *slices(file: FileId, start: number, end: number): AsyncGenerator<Buffer, void> {
    for (let from = start; from < end; ) {
      const until = Math.min(end, (Math.floor(from / SLICE_BYTES) + 1) * SLICE_BYTES)
      for await (const chunk of this.parts.bucket.openDownloadStream(file, { start: from, end: until }))
        yield chunk as Buffer
      from = until
    }
  }

  private now(): Date {
    return this.parts.now?.() ?? new Date()
  }
}

function documentOf(row: BlobRow): StoredDocument {
  return { sha256: row._id, size: row.size, mediaType: row.mediaType }
}

/** Waits until the chunk is with the server, so that nothing is under way when an upload is given up. */
function write(upload: Writable, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    upload.write(chunk, (error) => (error ? reject(error) : resolve()))
  })
}

function end(upload: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    upload.end((error?: Error | null) => (error ? reject(error) : resolve()))
  })
}

function isDuplicate(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY
}

/** The driver says so where a chunk is missing, has the wrong size or the file's record is gone, or tells of fewer bytes. */
function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const isOfFile = error.name === 'MongoGridFSChunkError' || error.name === 'MongoInvalidArgumentError'
  return isOfFile || ('code' in error && error.code === 'ENOENT')
}

/** Deleting a file without record removes its chunks and then complains; that is what we want after a cut upload. */
function ignoreMissing(error: unknown): void {
  if (!(error instanceof Error && error.message.startsWith('File not found'))) throw error
}
