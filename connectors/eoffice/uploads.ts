// Brings the documents of a letter to e-Office before its dak is created; each content once.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { isKcsError } from '../../domain/common/error'
import { type Endpoint } from '../connector'
import { type DocumentSource } from '../document-source'
import { type HttpClient } from '../http'
import { isOk, outcomeOfFault } from '../http-outcome'

export interface UploadDeps {
  http: HttpClient
  documents: DocumentSource
  now(): Date
}

/**
 * Makes sure that e-Office holds the document; null when it does, else what came of it. An upload creates no dak, so
 * a fault here never leaves the tapal in doubt.
 */
export async function upload(
  deps: UploadDeps,
  endpoint: Endpoint,
  document: DocumentReference,
): Promise<Outcome | null> {
  const url = `${endpoint.address.replace(/\/+$/, '')}/uploads/${document.sha256}`
  const headers = { 'x-eoffice-token': endpoint.token }
  const held = await deps.http({ method: 'HEAD', url, headers })
  if (isOk(held)) return null
  if ('fault' in held || held.status !== 404) return withoutDoubt(outcomeOfFault(held, deps.now()))
  try {
    const { stream, size } = await deps.documents.open(document.sha256)
    const sent = await deps.http({
      method: 'PUT',
      url,
      headers: { ...headers, 'content-type': document.mediaType, 'content-length': String(size) },
      body: stream,
    })
    return isOk(sent) ? null : withoutDoubt(outcomeOfFault(sent, deps.now()))
  } catch (error) {
    // A document that lost its hash is not delivered anywhere; every other fault of the store is ours to repeat.
    if (isKcsError(error) && (error.code === 'document-damaged' || error.code === 'document-unknown')) {
      return { kind: 'never', code: error.code }
    }
    throw error
  }
}

function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}
