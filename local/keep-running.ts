/** Keeps one process running: starts it, starts it again with growing pauses when it dies, and says so. */
import { setTimeout as sleep } from 'node:timers/promises'
import { describe } from './system/problem'

export interface Running {
  /** Settles when the process is gone, with the cause ("signal SIGKILL", "exit code 1"). */
  exited: Promise<string>
  /** Ends the process and everything it started; safe to call twice. */
  stop(): Promise<void>
}

export interface Kept {
  stop(): Promise<void>
}

const firstPauseMs = 200
const longestPauseMs = 10_000
const settledMs = 30_000

/**
 * Starts `name` and resolves once it is ready; the first start may throw, later ones are tried until `stop`.
 * Pauses grow from 0.2 s to 10 s and start again after the process has run for half a minute.
 */
export async function keepRunning(
  name: string,
  start: () => Promise<Running>,
  onLine: (line: string) => void,
): Promise<Kept> {
  const end = new AbortController()
  let running: Running | undefined = await start()

  const startAgain = async (how: string, shortRuns: number): Promise<Running | undefined> => {
    for (let failures = shortRuns; !end.signal.aborted; failures += 1) {
      onLine(`${name} ended (${how}); starting it again`)
      await pause(Math.min(firstPauseMs * 2 ** failures, longestPauseMs), end.signal)
      if (end.signal.aborted) return undefined
      try {
        const again = await start()
        if (!end.signal.aborted) {
          onLine(`${name} is running again`)
          return again
        }
        await again.stop()
      } catch (error) {
        how = describe(error)
      }
    }
    return undefined
  }

  const watch = async () => {
    for (let shortRuns = 0; running; ) {
      const since = Date.now()
      const how = await running.exited
      if (end.signal.aborted) return
      await running.stop()
      // A process that dies as soon as it runs is started again ever more slowly.
      shortRuns = Date.now() - since < settledMs ? shortRuns + 1 : 0
      running = undefined
      running = await startAgain(how, shortRuns)
    }
  }
  const watching = watch()

  return {
    async stop() {
      end.abort()
      await running?.stop()
      await watching
    },
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
