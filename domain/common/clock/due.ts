// Due instants in plain hours; working-day calendars will come behind the same function.

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** A clock: how long, from when. */
export interface Clock {
  start: Date
  withinSeconds: number
}

/**
 * When the clock is due. Waits of an hour and more are rounded up to the full minute, so that a circular
 * wakes its workflow some dozens of times and not once per addressee.
 */
export function dueAt(clock: Clock): Date {
  const plain = clock.start.getTime() + clock.withinSeconds * 1000
  if (clock.withinSeconds * 1000 < HOUR_MS) return new Date(plain)
  return new Date(Math.ceil(plain / MINUTE_MS) * MINUTE_MS)
}

/** The transmission clock: how long a letter may stay undelivered before sender and operator are told. */
export const TRANSMISSION_SECONDS = 4 * 3600

/** So long after the last level of its ladder, or after it was routed where it never arrived, nobody waits for a letter any more. */
export const UNTAKEN_SECONDS = 90 * 24 * 3600

/** How long a failed delivery waits for the operator before it expires. */
export const EXPIRY_SECONDS = 30 * 24 * 3600
