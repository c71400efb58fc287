// Brings the documents of a letter to DDFS before the letter is sent; once for all letters of a batch.

import { type Outcome } from '../../domain/letters/delivery/outcome'
import { type DocumentReference } from '../../domain/letters/dispatch/dispatch'
import { type Call, type HttpDeps } from '../http-connector'
import { isOk } from '../http-outcome'
import { garbled, readAnswer } from '../reading'
import { beforeSending, outcomeOfRefusal } from './errors'
import { uploadedSchema } from './schema'

type UploadDeps = Pick<HttpDeps, 'documents' | 'now'>
type Uploaded = { fileId: string } | { fault: Outcome }

/** Returns a function that brings a document to DDFS and returns its id there, or what went wrong. It is for one batch. */
export function uploader(deps: UploadDeps): (call: Call, document: DocumentReference) => Promise<Uploaded> {
  const uploads = new Map<string, Promise<Uploaded>>()
  return (call, document) => {
    const name = `${document.sha256} ${document.mediaType}`
    const pending = uploads.get(name) ?? upload(deps, call, document)
    uploads.set(name, pending)
    return pending
  }
}

/** A file that no letter names is no letter, so a fault here leaves no doubt. Throws what opening the document throws. */
async function upload(deps: UploadDeps, call: Call, document: DocumentReference): Promise<Uploaded> {
  const { stream, size } = await deps.documents.open(document.sha256)
  const result = await call({
    method: 'POST',
    path: '/files',
    headers: {
      'content-type': document.mediaType,
      'content-length': String(size),
      'x-ddfs-sha256': document.sha256,
    },
    body: stream,
  })
  if (!isOk(result)) return { fault: withoutDoubt(outcomeOfRefusal(result, deps.now())) }
  const reading = readAnswer(uploadedSchema, result)
  return 'value' in reading ? reading.value : { fault: beforeSending(garbled(reading)) }
}

function withoutDoubt(outcome: Outcome): Outcome {
  return outcome.kind === 'retry-later' ? { ...outcome, inDoubt: false } : outcome
}
