/** Starts Temporal's development server on a file, behind a watchdog that ends it with us. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Running } from '../keep-running'
import { type Program } from '../mongodb/find'
import { openLogFile } from '../system/log-file'
import { projectRoot } from '../../process/paths'
import { asStorageProblem, LocalProblem, PortTaken } from '../system/problem'
import { ownSettings } from './find'
import { prepareNamespace, type SearchAttribute } from '../../process/namespace'

export interface TemporalOptions {
  program: Program
  port: number
  webPort: number
  /** The SQLite file that holds all runs. */
  file: string
  logFile: string
  namespace: string
  searchAttributes: readonly SearchAttribute[]
  /** Further settings of the server, `name=value` each. */
  settings: readonly string[]
}

const retentionDays = 30
const stopTimeoutMs = 8_000

/** Resolves when the namespace can be used. Throws a `LocalProblem` when the server does not come up. */
export async function startTemporal(options: TemporalOptions): Promise<Running & { version: string }> {
  try {
    mkdirSync(dirname(options.file), { recursive: true })
  } catch (error) {
    throw asStorageProblem(error, dirname(options.file))
  }
  const log = openLogFile(options.logFile)
  const watchdog = fork(
    join(projectRoot(), 'local', 'watchdog.js'),
    [options.program.path, ...serverArguments(options)],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: [],
      env: ownSettings(),
      detached: true,
    },
  )
  watchdog.stdout?.on('data', log.write)
  watchdog.stderr?.on('data', log.write)
  let serverPid: number | undefined
  watchdog.on('message', (message: { pid?: number }) => {
    serverPid = message.pid
  })
  const exited = new Promise<string>((resolve) => {
    watchdog.once('exit', (code, signal) =>
      resolve(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`),
    )
  })
  const stop = async () => {
    await end(watchdog, exited)
    // When the watchdog itself was killed, the server it left behind is ours to end.
    killIfAlive(serverPid)
    await log.close()
  }
  const ready = prepareNamespace({ ...options, address: `127.0.0.1:${options.port}`, retentionDays })
  // The loser of the race must not be an unhandled rejection.
  ready.catch(() => undefined)
  const first = await Promise.race([
    ready.catch((error: unknown) => ({ error })),
    exited.then((how) => ({ error: new Error(`it ended with ${how}`) })),
  ])
  if ('error' in first) {
    await stop()
    throw startProblem([...log.head(), ...log.tail()], options, first.error)
  }
  return { exited, stop, version: first.version }
}

function serverArguments({ port, webPort, file, namespace, settings }: TemporalOptions): string[] {
  return [
    'server',
    'start-dev',
    ...['--ip', '127.0.0.1', '--port', String(port), '--ui-port', String(webPort)],
    ...[
      '--db-filename',
      file,
      '--sqlite-pragma',
      'journal_mode=wal',
      '--sqlite-pragma',
      'synchronous=normal',
    ],
    ...['--namespace', namespace, '--log-level', 'warn', '--ui-disable-news-fetch'],
    ...withSettings(settings).flatMap((setting) => ['--dynamic-config-value', setting]),
  ]
}

/** Where others name a setting of ours, theirs counts. */
function withSettings(others: readonly string[]): string[] {
  const nameOf = (setting: string) => setting.split('=', 1)[0]
  const names = new Set(others.map(nameOf))
  return [...OWN_SETTINGS.filter((setting) => !names.has(nameOf(setting))), ...others]
}

const OWN_SETTINGS = [
  // One node needs no partitions; one keeps order and rate limits exact and is faster.
  'matching.numTaskqueueReadPartitions=1',
  'matching.numTaskqueueWritePartitions=1',
  // Senders share their turns; what waited before is served first.
  'matching.enableFairness=true',
  'matching.enableMigration=true',
  // After three failed tasks in a row (20 s) a run is marked as failing; with the usual five it takes a minute.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=3',
]

async function end(watchdog: ChildProcess, exited: Promise<string>): Promise<void> {
  if (watchdog.exitCode !== null || watchdog.signalCode !== null) return
  watchdog.kill('SIGTERM')
  const timer = setTimeout(() => watchdog.kill('SIGKILL'), stopTimeoutMs)
  await exited
  clearTimeout(timer)
}

function killIfAlive(pid: number | undefined): void {
  try {
    if (pid) process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended, as it should.
  }
}

function startProblem(
  lines: readonly string[],
  { port, webPort, file, logFile }: TemporalOptions,
  error: unknown,
): unknown {
  const said = lines.join('\n')
  if (/address already in use/i.test(said)) {
    return new PortTaken(
      `port ${port} or ${webPort} of Temporal is taken by another program`,
      'Start again: another port will be chosen.',
    )
  }
  if (/disk is full|no space left/i.test(said))
    return asStorageProblem(new Error('no space left'), dirname(file))
  if (/readonly database|unable to open database/i.test(said))
    return asStorageProblem({ code: 'EACCES' }, file)
  if (error instanceof LocalProblem && !said) return error
  const reason = lines.find((line) => line.startsWith('panic:')) || lines.at(-1) || (error as Error).message
  return new LocalProblem(`Temporal did not start: ${reason}`, `Its log is in ${logFile}.`, { cause: error })
}
