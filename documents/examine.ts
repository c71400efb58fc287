// Takes in a document chunk by chunk and refuses what is not what it was said to be.

import { createHash } from 'node:crypto'
import { type Readable } from 'node:stream'

import { isKcsError, KcsError } from '../domain/common/error'
import { MAX_DOCUMENT_BYTES } from '../domain/letters/dispatch/limits'
import {
  findMediaType,
  HEAD_BYTES,
  MEDIA_TYPES,
  type MediaType,
  TAIL_BYTES,
} from '../domain/letters/document/media-types'
import { type PutOptions, type StoredDocument } from './store'

/**
 * Passes the content on to `write`, one chunk at a time, and returns what it was.
 * Errors of the content's source become `document-cut`; those of `write` go through. For the codes see DocumentStore.put.
 */
export async function examine(
  content: Readable,
  options: PutOptions,
  write: (chunk: Buffer) => Promise<void>,
): Promise<StoredDocument> {
  const announced = announcedType(options)
  const hash = createHash('sha256')
  let size = 0
  let head = Buffer.alloc(0)
  let tail = Buffer.alloc(0)
  for await (const chunk of chunksOf(content)) {
    size += chunk.length
    checkLength(size, options)
    hash.update(chunk)
    if (head.length < HEAD_BYTES) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
      if (head.length === HEAD_BYTES) checkType(head, announced)
    }
    tail = lastOf(tail, chunk)
    await write(chunk)
  }
  if (size < (options.declaredSize ?? 0)) throw cut(`${size} of ${options.declaredSize} bytes arrived.`)
  if (size === 0) throw new KcsError('document-empty')
  if (head.length < HEAD_BYTES) checkType(head, announced)
  if (!announced.isWhole(tail, { head, size })) throw new KcsError('document-incomplete')
  const sha256 = hash.digest('hex')
  const { declaredSha256 } = options
  if (declaredSha256 !== undefined && declaredSha256.toLowerCase() !== sha256) {
    throw new KcsError('digest-mismatch', { detail: `The content has the sha256 ${sha256}.` })
  }
  return { sha256, size, mediaType: announced.mediaType }
}

/** The last bytes of what has come so far, in a copy of their own. */
function lastOf(before: Buffer, chunk: Buffer): Buffer<ArrayBuffer> {
  if (chunk.length >= TAIL_BYTES) return Buffer.from(chunk.subarray(-TAIL_BYTES))
  return Buffer.concat([before.subarray(-(TAIL_BYTES - chunk.length)), chunk])
}

function announcedType(options: PutOptions): MediaType {
  if (options.declaredSize !== undefined) checkLength(options.declaredSize, options)
  const type = findMediaType(options.mediaType)
  if (type) return type
  const mediaTypes = MEDIA_TYPES.map(({ mediaType }) => mediaType).join(', ')
  throw new KcsError('document-type', {
    detail: `The announced type is not taken; taken are: ${mediaTypes}.`,
  })
}

function checkLength(size: number, { limitBytes = MAX_DOCUMENT_BYTES, declaredSize }: PutOptions): void {
  if (size > limitBytes) {
    throw new KcsError('document-too-large', { detail: `At most ${limitBytes} bytes are taken.` })
  }
  if (declaredSize !== undefined && size > declaredSize) {
    throw new KcsError('digest-mismatch', {
      detail: `More than the announced ${declaredSize} bytes arrived.`,
    })
  }
}

function checkType(head: Buffer, announced: MediaType): void {
  if (announced.fits(head)) return
  const actualType = MEDIA_TYPES.find((type) => type.fits(head))
  const looks = actualType ? `looks like ${actualType.mediaType}` : 'is of no kind that is taken'
  throw new KcsError('document-type', {
    detail: `The content was announced as ${announced.mediaType} but ${looks}.`,
  })
}

/** The chunks of a stream, left open when we stop early: an HTTP request must live until its response is sent. */
async function* chunksOf(content: Readable): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as Uint8Array)
    }
  } catch (error) {
    throw isKcsError(error) ? error : cut('The upload broke off.', error)
  }
}

function cut(detail: string, cause?: unknown): KcsError {
  return new KcsError('document-cut', { detail, cause })
}
