/** The real servers all suites share, started once by jest's global set-up, and what a test file needs of them. */
import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openServers, type Servers } from '../../local/servers'
import { type Lock, tryLock } from '../../local/system/lock'
import { localPath } from '../../process/paths'

const testFolder = () => localPath('test')

/** Starts MongoDB and Temporal on a throw-away folder under `.local/test`; `stop` ends both and removes it. */
export async function startTestServers(): Promise<Servers> {
  const { folder, lock } = throwAwayFolder()
  const servers = await openServers({
    dataFolder: join(folder, 'data'),
    portsFile: join(folder, 'ports.json'),
    logFolder: join(folder, 'logs'),
    environment: {},
    searchAttributes: [],
    onLine: (line) => console.error(`test servers: ${line}`),
  })
  return {
    ...servers,
    async stop() {
      await servers.stop()
      rmSync(folder, { recursive: true, force: true })
      lock.release()
    },
  }
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

/** The shared replica set with a database of its own for the calling test file, empty at first. */
export function freshDatabase(name: string): { uri: string; name: string } {
  const database = `${name.replace(/[^A-Za-z0-9]/g, '_').slice(0, 30)}_${randomBytes(4).toString('hex')}`
  const uri = new URL(required('KCS_TEST_MONGODB_URI'))
  uri.pathname = `/${database}`
  return { uri: uri.toString(), name: database }
}

/** Host and port of the shared Temporal server (namespace `default`). */
export function temporalAddress(): string {
  return required('KCS_TEST_TEMPORAL_ADDRESS')
}

/** The program of the test server that skips time, for `createTimeSkipping`'s `existing-path`. */
export function timeSkippingServerPath(): string {
  return required('KCS_TEST_TIME_SKIPPING_SERVER')
}

function required(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set; it is set by tests/support/global-setup, so run tests through jest`)
  return value
}
