// The hash that tells a repeated request from another one under the same Idempotency-Key.

import { createHash } from 'node:crypto'

/** sha256, in hex, of a body as its schema gave it: with the fields in the order of the schema, however they were sent. */
export function requestHash(parsed: unknown): string {
  return createHash('sha256').update(JSON.stringify(parsed)).digest('hex')
}
