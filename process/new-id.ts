// Ids that sort by time (ULID), with randomness drawn in bulk: one draw per character costs more than the rest of the id.

import { randomBytes } from 'node:crypto'
import { ulid } from 'ulid'

const POOL_BYTES = 4096

let pool = randomBytes(POOL_BYTES)
let bytesUsed = 0

/** A new id of the instant. */
export function newId(at: Date): string {
  return ulid(at.getTime(), random)
}

/** In [0,1); of its 256 values eight fall on each of the 32 characters of an id. */
function random(): number {
  if (bytesUsed === POOL_BYTES) {
    pool = randomBytes(POOL_BYTES)
    bytesUsed = 0
  }
  return pool[bytesUsed++]! / 256
}
