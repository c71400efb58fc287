// How large a letter may be.

export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024
export const MAX_DOCUMENTS = 20
export const MAX_SUBJECT = 500
export const MAX_REASON = 1000
export const MAX_DIARY_NUMBER = 60

/** Media types a letter may consist of. */
export const MEDIA_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const
