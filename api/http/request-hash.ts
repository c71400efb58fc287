// The hash that tells a repeated request from another one under the same Idempotency-Key.

import type { Secrets } from '../../secrets/port'

/** The digest of a body as its schema gave it: with the fields in the order of the schema, however they were sent. */
export function requestHash(secrets: Pick<Secrets, 'digest'>, parsed: unknown): string {
  return secrets.digest(JSON.stringify(parsed))
}
