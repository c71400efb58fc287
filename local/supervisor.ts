/** Starts our own processes (API, workers, reference agents), starts again what dies, and stops all in order. */
import { join } from 'node:path'
import { type Kept, keepRunning } from './keep-running'
import { type NodeProcess, startNodeProcess } from './node-process'
import { localPath } from '../process/paths'

export { type NodeProcess } from './node-process'

export interface Supervisor {
  /** Starts the process, resolves when it is ready, and keeps it running. Throws with its last words if it does not come up. */
  start(options: NodeProcess): Promise<void>
  /** The process id of a process that runs now. */
  pid(name: string): number | undefined
  /** Stops all processes, the last started first. Safe to call twice. */
  stop(): Promise<void>
}

/** `onLine` gets a line for each death and each restart; the output of `name` goes to `<logFolder>/<name>.log`. */
export function openSupervisor({
  onLine,
  logFolder = localPath('logs'),
}: {
  onLine: (line: string) => void
  logFolder?: string
}): Supervisor {
  const keepers: Kept[] = []
  const pids = new Map<string, number>()
  return {
    async start(options) {
      const start = async () => {
        const running = await startNodeProcess(options, join(logFolder, `${options.name}.log`))
        pids.set(options.name, running.pid)
        void running.exited.then(() => pids.delete(options.name))
        return running
      }
      keepers.push(await keepRunning(options.name, start, onLine))
    },
    pid: (name) => pids.get(name),
    async stop() {
      for (let one = keepers.pop(); one; one = keepers.pop()) await one.stop()
    },
  }
}

/**
 * On Ctrl-C, SIGTERM, a closed terminal or the end of our parent: calls `stop` once and ends with 0. A second Ctrl-C,
 * a second or more after the first, ends at once; the children then end by themselves.
 */
export function stopOnSignal(stop: () => Promise<void>, onLine: (line: string) => void): void {
  let since: number | undefined
  const end = () => {
    if (since !== undefined) {
      // npm and the terminal both pass the same Ctrl-C on.
      if (Date.now() - since > 1_000) process.exit(130)
      return
    }
    since = Date.now()
    onLine('stopping; press Ctrl-C again to stop at once')
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        onLine(`stopping failed: ${error instanceof Error ? error.message : String(error)}`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (process.channel) process.once('disconnect', end)
}
