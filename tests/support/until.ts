/** Waits on a condition instead of sleeping for luck. */
import { setTimeout as sleep } from 'node:timers/promises'

export interface UntilOptions {
  /** What is waited for, for the error: "the tapal to be acknowledged". */
  what: string
  timeoutMs?: number
  intervalMs?: number
}

/**
 * Asks `condition` again and again until it returns something truthy, and returns that. An error it throws counts as
 * "not yet" and is named when time is up (default 45 s: a loaded machine is no fault).
 */
export async function until<T>(
  condition: () => T | Promise<T>,
  { what, timeoutMs = 45_000, intervalMs = 50 }: UntilOptions,
): Promise<NonNullable<T>> {
  let last: unknown
  for (const end = Date.now() + timeoutMs; ; await sleep(intervalMs)) {
    try {
      const result = await condition()
      if (result) return result
      last = result
    } catch (error) {
      last = error
    }
    if (Date.now() > end) {
      const lastSeen = last instanceof Error ? last.message : JSON.stringify(last)
      throw new Error(`waited ${timeoutMs} ms for ${what}; last seen: ${lastSeen}`, { cause: last })
    }
  }
}
