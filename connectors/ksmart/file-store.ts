// Brings the documents of a letter into the file store of K-SMART before its application; each content once.

import { Readable } from 'node:stream'
import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { type HttpAnswer, type HttpFault } from '../http'
import { type Call, type HttpDeps } from '../http-connector'
import { isOk, outcomeOfFault } from '../http-outcome'
import { garbled, readAnswer } from '../reading'
import { storedSchema, TENANT } from './schema'

type StoreDeps = Pick<HttpDeps, 'documents' | 'now'>

/** Where a document lies, or what went wrong on its way. */
export type Stored = { fileStoreId: string } | { fault: Outcome }

/**
 * Returns a function that makes sure that a document lies in the file store. It is for one batch: one letter to many local
 * bodies of a K-SMART brings its documents once. It throws what opening the document throws.
 */
export function storer(deps: StoreDeps): (call: Call, document: DocumentReference) => Promise<Stored> {
  const pending = new Map<string, Promise<Stored>>()
  return (call, document) => {
    const storing = pending.get(document.sha256) ?? store(deps, call, document)
    pending.set(document.sha256, storing)
    return storing
  }
}

/** Found under its hash, which is its tag, or uploaded. */
async function store(deps: StoreDeps, call: Call, document: DocumentReference): Promise<Stored> {
  const { sha256 } = document
  const path = `/filestore/v1/files/tag?tenantId=${TENANT}&tag=${sha256}`
  const found = firstOf(deps, await call({ method: 'GET', path }))
  if (found) return found
  const { stream, size } = await deps.documents.open(sha256)
  const nothing = { unread: [{ pointer: '/files', detail: 'must hold what was uploaded' }] }
  return (
    firstOf(deps, await upload(call, document, stream, size)) ?? { fault: withoutDoubt(garbled(nothing)) }
  )
}

/** Closes the document also where nothing of it was read. */
async function upload(
  call: Call,
  document: DocumentReference,
  stream: Readable,
  size: number,
): Promise<HttpAnswer | HttpFault> {
  const form = formOf(document, stream, size)
  const headers = { 'content-type': form.type, 'content-length': String(form.size) }
  try {
    return await call({ method: 'POST', path: '/filestore/v1/files', headers, body: form.body })
  } finally {
    stream.destroy()
  }
}

/** The first file that an answer names, null where it names none. */
function firstOf({ now }: StoreDeps, result: HttpAnswer | HttpFault): Stored | null {
  if (!isOk(result)) return { fault: withoutDoubt(outcomeOfFault(result, now())) }
  const reading = readAnswer(storedSchema, result)
  if ('unread' in reading) return { fault: withoutDoubt(garbled(reading)) }
  return reading.value.files[0] ?? null
}

/** An upload files nothing, so a fault here never leaves the tapal in doubt. */
function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}

/** A document as multipart/form-data (RFC 7578), streamed. The boundary is its own hash, which it cannot hold. */
function formOf(
  { sha256, name, mediaType }: DocumentReference,
  stream: Readable,
  bytes: number,
): { type: string; size: number; body: Readable } {
  const boundary = `kcs-${sha256.slice(0, 48)}`
  const field = (called: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${called}"\r\n\r\n${value}\r\n`
  const fileName = name.replace(/["\r\n]/g, encodeURIComponent)
  const head = Buffer.from(
    [
      field('tenantId', TENANT),
      field('module', 'kcs'),
      field('tag', sha256),
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\n`,
      `Content-Type: ${mediaType}\r\n\r\n`,
    ].join(''),
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)
  async function* parts() {
    yield head
    yield* stream
    yield tail
  }
  const body = Readable.from(parts(), { objectMode: false })
  // As long as the parts have not begun, nobody else hears of a fault of the document.
  stream.once('error', (error) => body.destroy(error))
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    size: head.length + bytes + tail.length,
    body,
  }
}
