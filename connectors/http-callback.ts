// Reading call-backs: what the checks of all systems share.

import { timingSafeEqual } from 'node:crypto'
import { KcsError } from '../domain/common/error'

const TOLERANCE_SECONDS = 5 * 60

/** Returns whether the bytes are the same, in a time that tells nothing of where they differ. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Throws KcsError `timestamp-out-of-tolerance` unless the seconds are within five minutes of the instant. */
export function checkTime(seconds: string, receivedAt: Date): void {
  const skew = Math.abs(receivedAt.getTime() / 1000 - Number(seconds))
  if (!/^\d{1,12}$/.test(seconds) || skew > TOLERANCE_SECONDS)
    throw new KcsError('timestamp-out-of-tolerance')
}
