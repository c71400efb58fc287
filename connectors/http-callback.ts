// Reading call-backs: what the checks of all systems share.

import { timingSafeEqual } from 'node:crypto'
import { type z } from 'zod'
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

/** Reads the JSON of a call-back. Throws KcsError `callback-invalid` that names each fault. */
export function readCallbackBody<T>(schema: z.ZodType<T>, body: Buffer): T {
  let json: unknown
  try {
    json = JSON.parse(body.toString('utf8'))
  } catch (cause) {
    throw new KcsError('callback-invalid', { detail: 'The body is not JSON.', cause })
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new KcsError('callback-invalid', {
    errors: parsed.error.issues.map(({ path, message }) => ({
      pointer: path.map((step) => `/${String(step)}`).join(''),
      detail: message,
    })),
  })
}
