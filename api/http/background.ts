// Work that goes on after its answer was sent: bounded, never awaited by a request, finished at shutdown.

import type { ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import { isKcsError } from '../../domain/common/error'

const OPEN_AT_ONCE = 20
const WAITING_AT_MOST = 2_000
/** After one call found Temporal gone, the next ones are not even tried for this time. */
const REST_MS = 1_000

/** A piece of work must be safe to lose: what it does is done again by the sweep. */
export interface Background {
  /** Does the work once the answer has left; where too much waits already, it is left to the sweep. */
  after(response: ServerResponse, what: string, work: () => Promise<unknown>): void
  /** Resolves when nothing is under way, or after the time. */
  settled(timeoutMs: number): Promise<void>
}

export function createBackground(logger: Logger): Background {
  const waiting: (() => Promise<void>)[] = []
  let open = 0
  let idle: (() => void)[] = []
  let restUntil = 0

  const next = (): void => {
    while (open < OPEN_AT_ONCE && waiting.length > 0) {
      open += 1
      void waiting.shift()!().finally(() => {
        open -= 1
        next()
      })
    }
    if (open === 0 && waiting.length === 0) {
      for (const tell of idle) tell()
      idle = []
    }
  }

  return {
    after(response, what, work) {
      const begin = (): void => {
        if (waiting.length >= WAITING_AT_MOST || Date.now() < restUntil) {
          logger.debug({ what }, 'left to the sweep')
          return
        }
        waiting.push(async () => {
          try {
            await work()
          } catch (error) {
            const code = isKcsError(error) ? error.code : 'internal'
            if (code === 'service-unavailable') {
              restUntil = Date.now() + REST_MS
              waiting.length = 0
            }
            logger.warn({ what, code, err: error }, 'left to the sweep')
          }
        })
        next()
      }
      if (response.writableFinished || response.destroyed) begin()
      else response.once('close', begin)
    },
    async settled(timeoutMs) {
      if (open === 0 && waiting.length === 0) return
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        new Promise<void>((resolve) => idle.push(resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs))),
      ])
      clearTimeout(timer)
    },
  }
}
