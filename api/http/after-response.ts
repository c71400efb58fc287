// What services leave for soon within a request is collected, and handed to the process once the response has left.

import type { ServerResponse } from 'node:http'
import type { Runs } from '../../services/deps'

/** The port of runs for one request. Works of one key are one, the newest; they keep the order of their keys. */
export function runsAfter(response: ServerResponse, runs: Runs): Runs {
  const collected = new Map<string, () => Promise<unknown>>()
  const flush = (): void => {
    for (const [key, work] of collected) runs.soon(key, work)
    collected.clear()
  }
  return {
    ...runs,
    soon(key, work) {
      if (response.writableFinished || response.destroyed) return runs.soon(key, work)
      if (collected.size === 0) response.once('close', flush)
      collected.set(key, work)
    },
  }
}
