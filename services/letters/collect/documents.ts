// The documents of a collected letter are brought into the store, each as a stream.

import type { CollectedDocument } from '../../../connectors/collect'
import { errorEntry, type FieldError, isKcsError } from '../../../domain/common/error'
import { MAX_DOCUMENT_BYTES } from '../../../domain/letters/dispatch/limits'
import { findMediaType, mediaTypeOfName } from '../../../domain/letters/document/media-types'
import type { AgentIdentity } from '../../access/right/identity'
import { refusalsOf } from '../callback/reports'
import { bringDocument } from '../document/bring'
import type { CollectDeps } from './deps'
import { paceOf, within } from './within'

/** The hash of the content; or why it is not taken, or not yet. */
export type Brought =
  | { kind: 'brought'; sha256: string }
  | { kind: 'refused' | 'waiting'; errors: FieldError[] }

const TOO_LATE = { fault: { kind: 'retry-later', code: 'timeout', inDoubt: false } } as const

/**
 * Brings one document; one that the office has brought before is not read again where its hash is stated. `pointer` is its
 * place in the letter. Throws what is KCS's own fault: a store that is full or away.
 */
export async function bringCollected(
  deps: CollectDeps,
  caller: AgentIdentity,
  { document, office, pointer }: { document: CollectedDocument; office: string; pointer: string },
  now: Date,
): Promise<Brought> {
  const declaredSha256 = document.sha256?.toLowerCase()
  if (declaredSha256 !== undefined) {
    const known = (await deps.repositories.documents.byHashes([declaredSha256])).get(declaredSha256)
    if (known?.offices.includes(office)) return { kind: 'brought', sha256: declaredSha256 }
  }
  const mediaType = (
    document.mediaType === undefined ? mediaTypeOfName(document.name) : findMediaType(document.mediaType)
  )?.mediaType
  if (mediaType === undefined) return refused(pointer, 'media-type-unsupported')
  const opened = await within(() => document.open(), TOO_LATE, { drop: dropLate })
  if ('fault' in opened) return notOpened(pointer, opened.fault)
  const size = opened.size ?? document.size
  // Else it would be read to its end for nothing.
  if (size !== undefined && size > MAX_DOCUMENT_BYTES) {
    opened.stream.destroy()
    return refused(pointer, 'document-too-large')
  }
  const content = opened.stream
  const stated = {
    pace: paceOf(size ?? MAX_DOCUMENT_BYTES),
    ...(declaredSha256 === undefined ? {} : { declaredSha256 }),
    ...(size === undefined ? {} : { declaredSize: size }),
  }
  try {
    const { document: stored } = await bringDocument(
      deps,
      caller,
      { office, content, mediaType, ...stated },
      now,
    )
    return { kind: 'brought', sha256: stored.sha256 }
  } catch (error) {
    if (!isKcsError(error) || error.code === 'service-unavailable' || error.code === 'storage-full')
      throw error
    // What broke off may come whole the next time.
    const kind = error.code === 'document-cut' ? 'waiting' : 'refused'
    return { kind, errors: refusalsOf(error, pointer) }
  } finally {
    content.destroy()
  }
}

type Opened = Awaited<ReturnType<CollectedDocument['open']>>

function dropLate(late: Opened): void {
  if ('stream' in late) late.stream.destroy()
}

function refused(pointer: string, code: 'media-type-unsupported' | 'document-too-large'): Brought {
  const { title, remedy } = errorEntry(code)
  return { kind: 'refused', errors: [{ pointer, detail: `${title} ${remedy}`, code }] }
}

/** One that the system does not give for good is the letter's fault; every other one passes. */
function notOpened(pointer: string, fault: Extract<Opened, { fault: unknown }>['fault']): Brought {
  const code = 'code' in fault ? fault.code : fault.kind
  const isFinal = fault.kind === 'never' || fault.kind === 'refused'
  return {
    kind: isFinal ? 'refused' : 'waiting',
    errors: [{ pointer, detail: `The document cannot be fetched from the system (${code}).` }],
  }
}
