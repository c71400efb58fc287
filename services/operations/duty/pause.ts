// How long a channel rests whose server takes nothing: longer each time, until something is taken.

import { waitAfter } from '../../../domain/letters/delivery/back-off'

const BACK_OFF = { initialMs: 5_000, factor: 2, maxMs: 600_000, maxAttempts: 12 }

/** The rest of one channel, kept by the process: another that takes the duty over tries once more, and rests too. */
export interface Pause {
  until: Date | null
  /** How often in a row nothing was taken. */
  tries: number
}

/** The rest of a channel that does not rest. */
export function newPause(): Pause {
  return { until: null, tries: 0 }
}

/** Begins the rest, or makes it longer; at least `afterMs`. What was under way together counts as one try. */
export function rest(
  pause: Pause,
  { now, afterMs = 0, random }: { now: Date; afterMs?: number | undefined; random: number },
): Date {
  const isNew = pause.until === null || pause.until <= now
  if (isNew) pause.tries += 1
  const until = new Date(now.getTime() + Math.max(afterMs, waitAfter(pause.tries, BACK_OFF, random)))
  if (pause.until === null || pause.until < until) pause.until = until
  return pause.until
}
