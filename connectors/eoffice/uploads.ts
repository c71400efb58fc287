// Brings the documents of a letter to e-Office before its dak is created; each content once.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { type Call, type HttpDeps } from '../http-connector'
import { isOk, outcomeOfFault } from '../http-outcome'

type UploadDeps = Pick<HttpDeps, 'documents' | 'now'>

/**
 * Returns a function that makes sure that e-Office has a document, and returns what went wrong, or null. It is for one
 * batch: one letter to many seats of an e-Office brings its documents once.
 */
export function uploader(
  deps: UploadDeps,
): (call: Call, document: DocumentReference) => Promise<Outcome | null> {
  const uploads = new Map<string, Promise<Outcome | null>>()
  return (call, document) => {
    const pending = uploads.get(document.sha256) ?? upload(deps, call, document)
    uploads.set(document.sha256, pending)
    return pending
  }
}

/** An upload creates no dak, so a fault here never leaves the tapal in doubt. Throws what opening the document throws. */
async function upload(deps: UploadDeps, call: Call, document: DocumentReference): Promise<Outcome | null> {
  const path = `/uploads/${document.sha256}`
  const headResult = await call({ method: 'HEAD', path })
  if (isOk(headResult)) return null
  if ('fault' in headResult || headResult.status !== 404)
    return withoutDoubt(outcomeOfFault(headResult, deps.now()))
  const { stream, size } = await deps.documents.open(document.sha256)
  const putResult = await call({
    method: 'PUT',
    path,
    headers: { 'content-type': document.mediaType, 'content-length': String(size) },
    body: stream,
  })
  return isOk(putResult) ? null : withoutDoubt(outcomeOfFault(putResult, deps.now()))
}

function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}
