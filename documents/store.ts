// The port of the document store: bytes are kept once under their sha256 and never change.

import { type Readable } from 'node:stream'

/** What is known about a document in the store. */
export interface StoredDocument {
  /** 64 hexadecimal digits; the document's name everywhere. */
  sha256: string
  size: number
  mediaType: string
}

/** What the sender says about a document before its bytes are seen. */
export interface PutOptions {
  mediaType: string
  /** Default MAX_DOCUMENT_BYTES of domain/letters/dispatch/limits. */
  limitBytes?: number
  declaredSha256?: string
  declaredSize?: number
  /** How long it may take to come; without it as long as it does. */
  pace?: Pace
}

/** Longest time in which nothing of a content comes, and for all of it. */
export interface Pace {
  idleMs: number
  wholeMs: number
}

/** First and last byte wanted, counted from 0, both included as in an HTTP Range; a missing end means the document's end. */
export interface ByteRange {
  start: number
  end?: number
}

/** A document or a part of it, on its way out; `size` is that of the whole document. */
export interface OpenedDocument extends StoredDocument {
  stream: Readable
}

export interface DocumentStore {
  /**
   * Keeps the content and returns its name; the same content is kept once, also when two put it at the same time.
   * The content is never held in memory as a whole and is not destroyed on refusal, so a caller can still answer.
   * Nothing is left behind unless it returns. Throws KcsError: `document-type`, `document-empty`, `document-incomplete`, `document-too-large`,
   * `document-cut` (the content ended early, broke off, or did not come in time), `digest-mismatch`.
   */
  put(content: Readable, options: PutOptions): Promise<StoredDocument>
  /**
   * The content, or the range of it. A whole read is hashed on its way and fails with `document-damaged` before its
   * last bytes if the store has been tampered with. Throws KcsError `document-unknown`, `range-unsatisfiable`.
   */
  open(sha256: string, range?: ByteRange): Promise<OpenedDocument>
  /** What is known about the document, or undefined if it is not in the store. */
  find(sha256: string): Promise<StoredDocument | undefined>
  /** Whether the document is in the store. */
  has(sha256: string): Promise<boolean>
  /** Reads the document again and tells whether it still has its hash. Throws KcsError `document-unknown`. */
  verify(sha256: string): Promise<boolean>
}

/** The whole content in memory, for those who must attach it; throws as `open` does. */
export async function readWhole(store: DocumentStore, sha256: string): Promise<Buffer> {
  const { stream } = await store.open(sha256)
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
