// A document is brought for the letters of an office.

import type { DocumentStore, PutOptions, StoredDocument } from '../../../documents/store'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { MEDIA_TYPES } from '../../../domain/letters/dispatch/limits'
import type { Caller } from '../../access/right/identity'
import { requireOffice, requireOfficeErrors } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

export interface NewDocument extends PutOptions {
  office: string
  content: Parameters<DocumentStore['put']>[0]
}

export const bringDocumentErrors = [
  ...requireOfficeErrors,
  'media-type-unsupported',
  'document-type',
  'document-empty',
  'document-incomplete',
  'document-too-large',
  'document-cut',
  'digest-mismatch',
  'storage-full',
] as const satisfies readonly ErrorCode[]

/**
 * Streams the content into the store; nothing of a refused one is kept, and the same content is kept once. Throws
 * KcsError `seat-not-held` or `office-not-served`, `media-type-unsupported`, and what the store refuses.
 */
export async function bringDocument(
  { repositories, store }: Pick<ServiceDeps, 'repositories' | 'store'>,
  caller: Caller,
  { office, content, ...options }: NewDocument,
  now: Date,
): Promise<{ document: StoredDocument; isNew: boolean }> {
  await requireOffice(repositories.seats, caller, office)
  if (!(MEDIA_TYPES as readonly string[]).includes(options.mediaType))
    throw new KcsError('media-type-unsupported')
  const document = await store.put(content, options)
  const isNew = await repositories.documents.add({ ...document, office, at: now })
  return { document, isNew }
}
