/** What a process started by the supervisor says and hears: ready, stop, and that its parent is gone. */
export interface ChildOptions {
  /** How long `stop` may take before the process ends anyway. */
  graceMs?: number
}

/** Set by the supervisor, so that a process whose parent died before it could listen knows that it had one. */
export const supervisedMark = 'KCS_SUPERVISED'

/**
 * Calls `stop` once, on SIGTERM, SIGINT or when the parent is gone (even by kill -9), then ends the process: with 0, or
 * with 1 when `stop` failed or took longer than `graceMs` (default 10 s). Works without a parent too.
 */
export function stopWithParent(stop: () => Promise<void>, { graceMs = 10_000 }: ChildOptions = {}): void {
  let stopping = false
  const end = (exit: (code: number) => void) => {
    if (stopping) return
    stopping = true
    setTimeout(() => killOurselves(), graceMs).unref()
    stop().then(
      () => exit(0),
      (error: unknown) => {
        console.error(error)
        exit(1)
      },
    )
  }
  const onSignal = () => end((code) => process.exit(code))
  process.on('SIGTERM', onSignal)
  process.on('SIGINT', onSignal)
  const supervised = process.env[supervisedMark] !== undefined
  // Our own children are not the supervisor's.
  delete process.env[supervisedMark]
  if (process.channel) process.once('disconnect', () => end(killOurselves))
  else if (supervised) end(killOurselves)
}

/** All is stopped, and nobody reads an exit code: an ordinary exit could hang on output that nobody takes any more. */
function killOurselves(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** What a start again does not mend: settings, or a database that a person must make ready (EX_CONFIG of sysexits). */
const EXIT_NOT_READY = 78
const NOT_READY = ['ConfigError', 'NotReady']

/** Says why a process did not start, and ends it: with 78 where a person must do something first, else with 1. */
export function failToStart(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(error instanceof Error && NOT_READY.includes(error.name) ? EXIT_NOT_READY : 1)
}

/** Tells the supervisor that this process serves now. Does nothing without one. */
export function sayReady(): void {
  if (process.connected) process.send?.({ ready: true })
}
