// Brings the documents of a letter to ILGMS before its tapal is entered; each content once.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { type HttpAnswer, type HttpFault } from '../http'
import { type Call, type HttpDeps } from '../http-connector'
import { isOk, outcomeOfFault } from '../http-outcome'
import { garbled, readAnswer } from '../reading'
import { heldSchema } from './schema'
import { isEnd } from './session'

type AttachDeps = Pick<HttpDeps, 'documents' | 'now'>

/** The contents that lie there, of those that were asked about. */
type Held = { held: ReadonlySet<string> } | { fault: Outcome }

/**
 * Returns a function that makes sure that ILGMS has the documents of a letter, and returns what went wrong, or null. It is for
 * one batch: ILGMS is slow, so it is asked once about all documents of a letter, and one letter to many seats brings them once.
 */
export function attacher(
  deps: AttachDeps,
): (call: Call, documents: readonly DocumentReference[]) => Promise<Outcome | null> {
  const questions = new Map<string, Promise<Held>>()
  const uploads = new Map<string, Promise<Outcome | null>>()
  return async (call, documents) => {
    const newHashes = documents.map(({ sha256 }) => sha256).filter((sha256) => !questions.has(sha256))
    const question = newHashes.length === 0 ? null : heldOf(deps, call, [...new Set(newHashes)])
    if (question) for (const sha256 of newHashes) questions.set(sha256, question)
    for (const document of documents) {
      const { sha256 } = document
      const answer = await questions.get(sha256)!
      if ('fault' in answer) return answer.fault
      if (answer.held.has(sha256)) continue
      const pending = uploads.get(sha256) ?? upload(deps, call, document)
      uploads.set(sha256, pending)
      const fault = await pending
      if (fault) return fault
    }
    return null
  }
}

async function heldOf({ now }: AttachDeps, call: Call, hashes: readonly string[]): Promise<Held> {
  const result = await call({ method: 'GET', path: `/attachments?sha256=${hashes.join(',')}` })
  if (!isOk(result)) return { fault: withoutDoubt(outcomeOfFault(result, now())) }
  const reading = readAnswer(heldSchema, result)
  if ('unread' in reading) return { fault: withoutDoubt(garbled(reading)) }
  return { held: new Set(reading.value.held) }
}

/** An upload enters no tapal, so a fault here never leaves it in doubt. Throws what opening the document throws. */
async function upload(deps: AttachDeps, call: Call, document: DocumentReference): Promise<Outcome | null> {
  const put = async (): Promise<HttpAnswer | HttpFault> => {
    const { stream, size } = await deps.documents.open(document.sha256)
    return call({
      method: 'PUT',
      path: `/attachments/${document.sha256}`,
      headers: { 'content-type': document.mediaType, 'content-length': String(size) },
      body: stream,
    })
  }
  const first = await put()
  // A stream cannot go twice, so the document is opened again where the session ended meanwhile.
  const result = isEnd(first) ? await put() : first
  return isOk(result) ? null : withoutDoubt(outcomeOfFault(result, deps.now()))
}

function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}
