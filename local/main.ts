// `npm start`: all of KCS on this machine, the main job, and then it goes on serving.

import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { eightLines, runEightOffices } from './demo/eight-offices'
import { runMainJob } from './demo/job'
import { reportOf } from './demo/report'
import { type Demo, startDemo } from './demo/start'
import { closingBlock } from './closing-block'
import { type Kcs, startKcs } from './kcs'
import { removeData } from './servers'
import { stopOnSignal } from './supervisor'
import { describe, LocalProblem } from './system/problem'

const HELP = `npm start [-- OPTIONS]
  --once         end with exit code 0 after the two jobs
  --report FILE  write what happened as JSON
  --reset        remove all data first, and start anew
  --no-demo      only serve, without the jobs`

/** The jobs take some twenty seconds; a slow machine is given ten times as long. */
const JOB_TIMEOUT_MS = 240_000

const say = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<number | null> {
  const flag = { type: 'boolean', default: false } as const
  const { values } = parseArgs({
    options: { once: flag, reset: flag, help: flag, 'no-demo': flag, report: { type: 'string' } },
  })
  if (values.help) {
    say(HELP)
    return 0
  }
  const startedAt = Date.now()
  if (values.reset) removeData()
  const abort = new AbortController()
  const own = Boolean(process.env['MONGODB_URI'])
  if (own && values.once)
    throw new LocalProblem(
      'MONGODB_URI names a database of your own, and the demonstration is not put there',
      'Leave --once out to serve it, or unset MONGODB_URI.',
    )
  const starting = own ? startOwn() : startDemo({ onLine: say })
  stopOnSignal(async () => {
    abort.abort(new Error('stopped'))
    // Stopped in the middle of the start: stop what has started until then.
    const up = await starting.catch(() => undefined)
    await up?.stop()
  }, say)
  const kcs = await starting
  say(`serving at ${kcs.url} after ${((Date.now() - startedAt) / 1000).toFixed(1)} s`)
  if (!('places' in kcs)) return null
  let dispatchId: string | null = null
  if (!values['no-demo']) {
    const print = (line: string): void => void process.stdout.write(`${line}\n`)
    const options = { signal: abort.signal, timeoutMs: JOB_TIMEOUT_MS }
    // Beside the order, whose trace has the screen for itself.
    const eight = runEightOffices(kcs, say, options)
    eight.catch(() => undefined)
    const result = await runMainJob(kcs.places, print, options)
    dispatchId = result.trace.dispatch.id
    say('now the letters to and from the other filing systems')
    const eightResult = await eight
    for (const line of ['', ...eightLines(eightResult)]) print(line)
    const report = reportOf(kcs.servers, result, Date.now() - startedAt, eightResult)
    if (values.report) writeFileSync(values.report, `${JSON.stringify(report, null, 2)}\n`)
  }
  if (values.once) {
    await kcs.stop()
    return 0
  }
  process.stdout.write(closingBlock(kcs, dispatchId))
  return null
}

/** API and worker on the database of MONGODB_URI, which `kcs install` has made ready; nothing is put there. */
function startOwn(): Promise<Kcs | Demo> {
  say('MONGODB_URI is a database of your own: it is served as it is, without the demonstration')
  return startKcs({ onLine: say, prepare: async () => ({ processes: [], env: {} }) })
}

main().then(
  (code) => {
    if (code !== null) process.exit(code)
  },
  (error: unknown) => {
    if (error instanceof Error && error.message === 'stopped') return
    say(describe(error))
    process.exit(1)
  },
)
