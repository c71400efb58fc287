// What every row of the error table says.

/** What sort of fault a code is; the API maps each kind to one HTTP status, connectors to one outcome. */
export const ERROR_KINDS = [
  'malformed',
  'unauthenticated',
  'forbidden',
  'not-found',
  'method',
  'conflict',
  'precondition-missing',
  'precondition',
  'too-large',
  'media-type',
  'invalid',
  'rate',
  'unavailable',
  'storage',
  'internal',
] as const
export type ErrorKind = (typeof ERROR_KINDS)[number]

/** One row of the error table. */
export interface ErrorEntry {
  kind: ErrorKind
  /** One sentence that holds for every occurrence. */
  title: string
  /** What the caller does next. */
  remedy: string
}

/** A row of the error table. */
export function entry(kind: ErrorKind, title: string, remedy: string): ErrorEntry {
  return { kind, title, remedy }
}
