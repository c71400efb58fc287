// The capabilities of a mechanism that takes every letter KCS takes.

import type { Capabilities } from '../domain/letters/delivery/mechanism'
import { CLASSIFICATIONS, LANGUAGES, LETTER_KINDS } from '../domain/letters/dispatch/dispatch'
import { MAX_DOCUMENT_BYTES, MAX_DOCUMENTS, MEDIA_TYPES } from '../domain/letters/dispatch/limits'

export const EVERY_LETTER: Capabilities = {
  kinds: LETTER_KINDS,
  mediaTypes: MEDIA_TYPES,
  maxDocumentBytes: MAX_DOCUMENT_BYTES,
  maxDocuments: MAX_DOCUMENTS,
  languages: LANGUAGES,
  classifications: CLASSIFICATIONS,
}
