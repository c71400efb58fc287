// Work that a service leaves for soon: bounded, never awaited by who asked for it, finished at shutdown.

import type { Logger } from 'pino'
import { isKcsError } from '../domain/common/error'
import { isAway } from '../services/operations/duty/away'

const OPEN_AT_ONCE = 20
const WAITING_AT_MOST = 2_000
/** After one call found Temporal gone, the next ones are not even tried for this time. */
const REST_MS = 1_000

/** The work must be safe to lose: the sweep does it again. */
export interface Soon {
  /** Begins the work as soon as there is room. Of the works of one key that wait, only the newest is done. */
  soon(key: string, work: () => Promise<unknown>): void
  /** Resolves when nothing is under way, or after the time. */
  settled(timeoutMs: number): Promise<void>
}

export function createSoon(logger: Logger): Soon {
  const queue = new Map<string, () => Promise<unknown>>()
  let open = 0
  let whenIdle: (() => void)[] = []
  let restUntil = 0

  const idle = (): boolean => open === 0 && queue.size === 0

  const next = (): void => {
    for (const [key, work] of queue) {
      if (open >= OPEN_AT_ONCE) return
      queue.delete(key)
      open += 1
      void run(key, work).finally(() => {
        open -= 1
        next()
      })
    }
    if (!idle()) return
    for (const resolve of whenIdle) resolve()
    whenIdle = []
  }

  async function run(key: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
    } catch (error) {
      const code = isKcsError(error) ? error.code : 'internal'
      if (isAway(error)) {
        restUntil = Date.now() + REST_MS
        queue.clear()
      }
      logger.warn({ what: key, code, err: error }, 'left to the sweep')
    }
  }

  return {
    soon(key, work) {
      const full = queue.size >= WAITING_AT_MOST && !queue.has(key)
      if (full || Date.now() < restUntil) return logger.debug({ what: key }, 'left to the sweep')
      queue.set(key, work)
      next()
    },
    async settled(timeoutMs) {
      if (idle()) return
      let timer: NodeJS.Timeout | undefined
      await Promise.race([
        new Promise<void>((resolve) => whenIdle.push(resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, timeoutMs))),
      ])
      clearTimeout(timer)
    },
  }
}
