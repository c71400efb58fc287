/** The real servers all suites share, started once by jest's global set-up. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { openServers, type Servers } from '../../local/servers'
import { type Lock, tryLock } from '../../local/system/lock'
import { localPath } from '../../process/paths'
import { FULL_HISTORY } from './servers'
import { mongodFindings, watchMongod } from './watch-mongod'

const testFolder = () => localPath('test')

export interface TestServers extends Servers {
  /**
   * Ends both servers and removes their folder. Returns what must fail the run, a line each: a server that died, whose
   * log is kept then, or a mongod that took too much.
   */
  finish(): Promise<string[]>
}

/** Starts MongoDB and Temporal on a throw-away folder under `.local/test`. */
export async function startTestServers(): Promise<TestServers> {
  const { folder, lock } = throwAwayFolder()
  const dataFolder = join(folder, 'data')
  const deaths: string[] = []
  const servers = await openServers({
    dataFolder,
    portsFile: join(folder, 'ports.json'),
    logFolder: join(folder, 'logs'),
    environment: {},
    mongodbCacheGb: 0.25,
    temporalSettings: [
      `limit.historyCount.suggestContinueAsNew=${FULL_HISTORY}`,
      'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2',
    ],
    searchAttributes: [],
    onLine(line) {
      console.error(`test servers: ${line}`)
      if (DEATH.test(line)) deaths.push(line.replace(/;.*/, ''))
    },
  })
  const watch = watchMongod(dataFolder)
  return {
    ...servers,
    async finish() {
      watch.stop()
      await servers.stop()
      const cost = watch.highest()
      if (cost)
        console.error(
          `test servers: mongod had at most ${cost.openFiles} files open and took ${cost.residentMb} MB`,
        )
      const findings = cost ? mongodFindings(cost) : []
      if (deaths.length > 0)
        findings.push(`${deaths.join(', ')} during the tests; the logs are in ${keepLogs(folder)}`)
      rmSync(folder, { recursive: true, force: true })
      lock.release()
      return findings
    },
  }
}

/** What local/keep-running says when a server ends by itself. */
const DEATH = /^(MongoDB|Temporal) ended \(/

/** Sets the logs of a run aside, out of the way of the next runs, and returns where they are. */
function keepLogs(folder: string): string {
  const kept = join(testFolder(), `logs-of-${basename(folder)}`)
  renameSync(join(folder, 'logs'), kept)
  return kept
}

/** An empty folder of this process; the ones left by test runs that were killed are removed on the way. */
function throwAwayFolder(): { folder: string; lock: Lock } {
  mkdirSync(testFolder(), { recursive: true })
  for (const name of readdirSync(testFolder()).filter((entry) => /^run-[0-9a-f]+$/.test(entry))) {
    const lock = tryLock(join(testFolder(), `${name}.lock`))
    if (!('release' in lock)) continue
    rmSync(join(testFolder(), name), { recursive: true, force: true })
    lock.release()
  }
  const folder = join(testFolder(), `run-${randomBytes(4).toString('hex')}`)
  const lock = tryLock(`${folder}.lock`)
  if (!('release' in lock)) throw new Error(`${folder} is in use`)
  mkdirSync(folder)
  return { folder, lock }
}
