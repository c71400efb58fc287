// Transitional: what handlers that are no services yet leave for after their response.

import type { ServerResponse } from 'node:http'
import type { ApiDeps } from '../deps'
import { runsAfter } from './after-response'

export interface Background {
  after(response: ServerResponse, what: string, work: () => Promise<unknown>): void
  settled(timeoutMs: number): Promise<void>
}

export function createBackground(deps: Pick<ApiDeps, 'runs' | 'settled'>): Background {
  let count = 0
  return {
    after(response, what, work) {
      count += 1
      runsAfter(response, deps.runs).soon(`${what} ${count}`, work)
    },
    settled: (timeoutMs) => deps.settled(timeoutMs),
  }
}
