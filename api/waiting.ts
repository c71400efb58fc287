// Calls that wait for something new: how many there may be, and how they end.

import type { ServerResponse } from 'node:http'
import { KcsError } from '../domain/common/error'

/** Calls of one caller, and of all in this process, that may wait at once. */
const OF_ONE = 5
const OF_ALL = 2_000
const COME_BACK_SECONDS = 5

export interface Waiting {
  /**
   * Lets a call begin; `ended` is aborted when its caller has gone, or when the process stops. `over` must be called. Throws
   * KcsError `rate-limited` where it wants to wait and too many do.
   */
  begin(caller: string, waits: boolean, response: ServerResponse): { ended: AbortSignal; over(): void }
  /** How many wait at this moment. */
  count(): number
  /** Ends all that wait; they get their response. */
  stop(): void
}

/** The waiting calls of one process. */
export function createWaiting(): Waiting {
  const calls = new Map<AbortController, string>()
  let stopped = false
  const countOf = (caller: string): number => [...calls.values()].filter((one) => one === caller).length
  return {
    begin(caller, waits, response) {
      if (waits && (calls.size >= OF_ALL || countOf(caller) >= OF_ONE))
        throw new KcsError('rate-limited', { retryAfterSeconds: COME_BACK_SECONDS })
      const controller = new AbortController()
      const end = (): void => controller.abort()
      if (waits) calls.set(controller, caller)
      if (stopped) end()
      response.once('close', end)
      return {
        ended: controller.signal,
        over() {
          calls.delete(controller)
          response.off('close', end)
        },
      }
    },
    count: () => calls.size,
    stop() {
      stopped = true
      for (const controller of calls.keys()) controller.abort()
    },
  }
}
