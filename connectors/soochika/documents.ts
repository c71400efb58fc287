// Documents in pieces, both ways: each message is small, the memory is flat, and what was cut off goes on where it ended.

import { Readable } from 'node:stream'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { MAX_DOCUMENT_BYTES } from '../../domain/letters/dispatch/limits'
import { type IncomingDocument } from '../collect'
import { type HttpDeps } from '../http-connector'
import { type Call } from '../http-request'
import { garbled } from '../reading'
import { outcomeOf, outcomeOfCollecting, withoutDoubt } from './errors'
import { heldSchema, PIECE_BYTES, pieceSchema, PORTS } from './schema'
import { readSoap, soapRequest } from './soap'

type BringDeps = Pick<HttpDeps, 'documents' | 'now'>

/** A piece in base64, with line breaks, in its envelope. */
const PIECE_ANSWER_BYTES = 2 * PIECE_BYTES

/**
 * Returns a function that makes sure that Soochika has a document, and returns what went wrong, or null. It is for one
 * batch: one letter to many seats of a Soochika brings its documents once. Throws what opening the document throws.
 */
export function bringer(
  deps: BringDeps,
): (call: Call, document: DocumentReference) => Promise<Outcome | null> {
  const brought = new Map<string, Promise<Outcome | null>>()
  return (call, document) => {
    const pending = brought.get(document.sha256) ?? bring(deps, call, document)
    brought.set(document.sha256, pending)
    return pending
  }
}

/** Pieces create no inward, so a fault here never leaves the tapal in doubt. */
async function bring(
  { documents, now }: BringDeps,
  call: Call,
  { sha256 }: DocumentReference,
): Promise<Outcome | null> {
  const request = soapRequest(PORTS.documents, 'FindDocument', { Sha256: sha256 })
  const found = readSoap(heldSchema, 'FindDocument', await call(request))
  if (!('value' in found)) return withoutDoubt(outcomeOf(found, now()))
  if (found.value.Complete) return null
  const { stream, size } = await documents.open(sha256)
  const held = found.value.Held
  let offset = held < size ? held : 0
  try {
    for await (const piece of piecesOf(stream, offset)) {
      const members = { Sha256: sha256, Offset: offset, Size: size, Content: piece.toString('base64') }
      const result = await call(soapRequest(PORTS.documents, 'PutPiece', members))
      const put = readSoap(heldSchema, 'PutPiece', result)
      if (!('value' in put)) return withoutDoubt(outcomeOf(put, now()))
      if (put.value.Complete) return null
      offset += piece.length
      // Another worker may be ahead of us with the same document; that it holds less than it was given cannot be.
      if (put.value.Held < offset) break
    }
  } finally {
    stream.destroy()
  }
  return { kind: 'retry-later', code: 'document-missing', inDoubt: false }
}

/** The bytes of a stream from an offset on, in pieces of PIECE_BYTES; the last may be shorter. */
export async function* piecesOf(stream: Readable, offset: number): AsyncGenerator<Buffer> {
  let skip = offset
  let waiting: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let rest = chunk.subarray(Math.min(skip, chunk.length))
    skip -= chunk.length - rest.length
    while (size + rest.length >= PIECE_BYTES) {
      const wanted = PIECE_BYTES - size
      yield Buffer.concat([...waiting, rest.subarray(0, wanted)])
      rest = rest.subarray(wanted)
      waiting = []
      size = 0
    }
    if (rest.length > 0) waiting.push(rest)
    size += rest.length
  }
  if (size > 0) yield Buffer.concat(waiting)
}

/** Opens a document of at most `maxBytes` of a letter that an office sends; its first piece tells whether it can be had. */
export async function openDocument(
  call: Call,
  documentId: string,
  now: () => Date,
  maxBytes = MAX_DOCUMENT_BYTES,
): Promise<IncomingDocument | { fault: Outcome }> {
  const first = await pieceAt(call, documentId, 0, now)
  if ('fault' in first) return first
  return { stream: Readable.from(contentFrom(call, documentId, first, now, maxBytes), { objectMode: false }) }
}

interface Piece {
  content: Buffer
  isLast: boolean
}

async function* contentFrom(
  call: Call,
  documentId: string,
  first: Piece,
  now: () => Date,
  maxBytes: number,
): AsyncGenerator<Buffer> {
  let offset = 0
  for (let piece = first; ; ) {
    offset += piece.content.length
    if (offset > maxBytes) throw new RangeError('The content is longer than it may be.')
    if (piece.content.length > 0) yield piece.content
    if (piece.isLast) return
    if (piece.content.length === 0) throw new Error('The content does not go on.')
    const next = await pieceAt(call, documentId, offset, now)
    if ('fault' in next) throw new Error('The content broke off.')
    piece = next
  }
}

async function pieceAt(
  call: Call,
  documentId: string,
  offset: number,
  now: () => Date,
): Promise<Piece | { fault: Outcome }> {
  const members = { DocumentId: documentId, Offset: offset, Length: PIECE_BYTES }
  const request = soapRequest(PORTS.documents, 'GetPiece', members)
  const result = await call({ ...request, answerBytes: PIECE_ANSWER_BYTES })
  const answer = readSoap(pieceSchema, 'GetPiece', result, PIECE_ANSWER_BYTES)
  if (!('value' in answer)) {
    const outcome = withoutDoubt(outcomeOf(answer, now()))
    // That Soochika has no such document is the fault of the letter that names it, and final.
    return { fault: outcome.kind === 'never' ? outcome : outcomeOfCollecting(outcome) }
  }
  const content = bytesOfBase64(answer.value.Content)
  if (content === null)
    return { fault: garbled({ unread: [{ pointer: '/Content', detail: 'must be base64' }] }) }
  return { content, isLast: answer.value.Last }
}

/** The bytes of a base64 text, which may have line breaks (RFC 2045), or null where it is none. */
export function bytesOfBase64(text: string): Buffer | null {
  const packed = text.replace(/\s+/g, '')
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return null
  return Buffer.from(packed, 'base64')
}
