// A duty that runs again and again beside the workers.

import type { DutyLog } from '../services/operations/duty/case'
import { faultName } from '../services/operations/duty/for-each'

/** The duty is another worker's now; it is asked again soon whether it is ours. */
export const NOT_OURS = 'not-ours'
const ASK_AGAIN_MS = 1_000

export interface Loop {
  /** Runs the duty soon, without waiting for its turn. */
  wake(): void
  /** Lets a running turn end and starts no more. */
  stop(): Promise<void>
}

/**
 * Runs `turn` every `everyMs`, one turn at a time; a turn that returns true has more to do and is run again at
 * once. After a turn that took long it rests so much longer that the turns take at most `share` of the time: the busier
 * what it asks is, the less it asks. A turn that throws is logged and tried again at its next time: every duty is safe to
 * repeat.
 */
export function startLoop(
  name: string,
  everyMs: number,
  turn: () => Promise<boolean | typeof NOT_OURS>,
  logger: DutyLog,
  share = 1,
): Loop {
  let stopped = false
  let ring: () => void = () => undefined
  let rung = false

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, rung ? 0 : ms)
      rung = false
      ring = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const running = (async () => {
    while (!stopped) {
      let more: boolean | typeof NOT_OURS = false
      const begun = performance.now()
      try {
        more = await turn()
      } catch (error) {
        logger.warn({ duty: name, err: faultName(error) }, 'a duty failed and is tried again')
      }
      const tookMs = performance.now() - begun
      const restMs = Math.max(everyMs, tookMs / share - tookMs)
      if (more !== true && !stopped) await pause(more === NOT_OURS ? Math.min(everyMs, ASK_AGAIN_MS) : restMs)
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
