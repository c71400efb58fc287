// A duty that runs again and again beside the workers.

import type { DutyLog } from '../services/operations/duty/case'
import { faultName } from '../services/operations/duty/for-each'

export interface Loop {
  /** Runs the duty soon, without waiting for its turn. */
  wake(): void
  /** Lets a running turn end and starts no more. */
  stop(): Promise<void>
}

/**
 * Runs `turn` every `everyMs`, one turn at a time; a turn that returns true has more to do and is run again at
 * once. A turn that throws is logged and tried again at its next time: every duty is safe to repeat.
 */
export function startLoop(
  name: string,
  everyMs: number,
  turn: () => Promise<boolean>,
  logger: DutyLog,
): Loop {
  let stopped = false
  let ring: () => void = () => undefined
  let rung = false

  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, rung ? 0 : everyMs)
      rung = false
      ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const running = (async () => {
    while (!stopped) {
      let more = false
      try {
        more = await turn()
      } catch (error) {
        logger.warn({ duty: name, err: faultName(error) }, 'a duty failed and is tried again')
      }
      if (!more && !stopped) await pause()
    }
  })()

  return {
    wake() {
      rung = true
      ring()
    },
    async stop() {
      stopped = true
      ring()
      await running
    },
  }
}
