/** Opens MongoDB and Temporal: the user's own when set, else found or installed, started and kept running on this machine. */
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { mongo } from 'mongoose'
import { keepRunning } from './keep-running'
import { findMongod } from './mongodb/find'
import { replicaSetUri } from './mongodb/replica-set'
import { startMongod } from './mongodb/server'
import { type Lock, tryLock } from './system/lock'
import { localPath } from '../process/paths'
import { onFreePorts, openPortBook, type PortBook, untilPortFree } from './system/ports'
import { asStorageProblem, LocalProblem } from './system/problem'
import { findTemporal } from './temporal/find'
import { prepareNamespace, type SearchAttribute } from '../process/namespace'
import { startTemporal } from './temporal/server'

export { type SearchAttribute } from '../process/namespace'

export interface ServersOptions {
  /** Holds `mongodb/` and `temporal.db`; made when missing. Default `.local/data`. */
  dataFolder?: string
  /** Where the ports are remembered. Default `.local/ports.json`. */
  portsFile?: string
  /** Default `.local/logs`. */
  logFolder?: string
  searchAttributes: readonly SearchAttribute[]
  /** What is done and what went wrong, one line each, without line end. */
  onLine: (line: string) => void
  /** Read for MONGODB_URI, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_WEB_URL. Default `process.env`. */
  environment?: NodeJS.ProcessEnv
  /** How long a server of the user's own may take to answer. Default 15 s. */
  answerTimeoutMs?: number
  /** Memory for the cache of MongoDB. Default 1. */
  mongodbCacheGb?: number
  /** Further settings of the Temporal server, `name=value` each. */
  temporalSettings?: readonly string[]
  /** First ports to try when none is remembered; without them the system chooses. */
  preferredPorts?: { mongodb: number; temporal: number; temporalWeb: number }
}

export interface Servers {
  /** `embedded` is a server that was started here, whose data are this project's own. */
  mongodb: { uri: string; version: string; source: string; embedded: boolean }
  temporal: { address: string; namespace: string; webUrl: string; version: string; source: string }
  /** Stops what was started here, Temporal first, and nothing else. */
  stop(): Promise<void>
}

interface Opened<T> {
  server: T
  stop(): Promise<void>
}

const leavingMs = 20_000

/**
 * Resolves when both servers can be used. A server that dies later is started again, and `onLine` reports it.
 * Throws a `LocalProblem` that names what is wrong and its remedy; nothing is left running then.
 */
export async function openServers(options: ServersOptions): Promise<Servers> {
  const settings = withDefaults(options)
  const lock = takeDataFolder(settings.dataFolder)
  const book = openPortBook(settings.portsFile, settings.onLine)
  const results = await Promise.allSettled([
    openMongodb(settings, book, lock.inherited),
    openTemporal(settings, book, lock.inherited),
  ])
  const stop = async () => {
    for (const result of [...results].reverse()) if (result.status === 'fulfilled') await result.value.stop()
    lock.release()
  }
  const [mongodb, temporal] = results
  if (mongodb.status === 'fulfilled' && temporal.status === 'fulfilled') {
    return { mongodb: mongodb.value.server, temporal: temporal.value.server, stop }
  }
  await stop()
  throw results.find((result) => result.status === 'rejected')?.reason
}

/** Removes all data of the embedded servers. Throws a `LocalProblem` while they run. */
export function removeData(dataFolder: string = localPath('data')): void {
  const lock = takeDataFolder(dataFolder)
  rmSync(dataFolder, { recursive: true, force: true })
  lock.release()
}

function withDefaults(options: ServersOptions) {
  return {
    dataFolder: localPath('data'),
    portsFile: localPath('ports.json'),
    logFolder: localPath('logs'),
    environment: process.env,
    answerTimeoutMs: 15_000,
    ...options,
  }
}

type Settings = ReturnType<typeof withDefaults>

function takeDataFolder(folder: string): Lock {
  let lock: ReturnType<typeof tryLock>
  try {
    mkdirSync(folder, { recursive: true })
    lock = tryLock(`${folder}.lock`)
  } catch (error) {
    throw asStorageProblem(error, folder)
  }
  if ('release' in lock) return lock
  throw new LocalProblem(
    `KCS already runs on ${folder} (process ${lock.heldBy})`,
    'Use that one, or stop it first with Ctrl-C.',
  )
}

async function openMongodb(
  settings: Settings,
  book: PortBook,
  inherited: boolean,
): Promise<Opened<Servers['mongodb']>> {
  const { environment, dataFolder, logFolder, onLine } = settings
  const own = environment['MONGODB_URI']
  if (own)
    return {
      server: {
        uri: own,
        version: await versionOf(own, settings.answerTimeoutMs),
        source: 'MONGODB_URI',
        embedded: false,
      },
      stop: async () => undefined,
    }
  const program = await findMongod(onLine)
  if (inherited) await awaitLeaving(book, 'MongoDB', onLine)
  const { port, keeper } = await onFreePorts(async () => {
    const port = await book.choose('MongoDB', settings.preferredPorts?.mongodb)
    const start = () =>
      startMongod({
        program,
        port,
        folder: join(dataFolder, 'mongodb'),
        logFile: join(logFolder, 'mongodb.log'),
        ...(settings.mongodbCacheGb ? { cacheGb: settings.mongodbCacheGb } : {}),
      })
    return { port, keeper: await keepRunning('MongoDB', start, onLine) }
  })
  return {
    server: { uri: replicaSetUri(port), version: program.version, source: program.source, embedded: true },
    stop: keeper.stop,
  }
}

async function openTemporal(
  settings: Settings,
  book: PortBook,
  inherited: boolean,
): Promise<Opened<Servers['temporal']>> {
  const { environment, dataFolder, logFolder, onLine, searchAttributes } = settings
  const namespace = environment['TEMPORAL_NAMESPACE'] || 'default'
  const address = environment['TEMPORAL_ADDRESS']
  if (address) {
    const { version } = await prepareNamespace({
      address,
      namespace,
      searchAttributes,
      timeoutMs: settings.answerTimeoutMs,
    })
    const webUrl = environment['TEMPORAL_WEB_URL'] ?? ''
    return {
      server: { address, namespace, webUrl, version, source: 'TEMPORAL_ADDRESS' },
      stop: async () => undefined,
    }
  }
  const program = await findTemporal(onLine)
  if (inherited) await awaitLeaving(book, 'Temporal', onLine)
  const file = join(dataFolder, 'temporal.db')
  const logFile = join(logFolder, 'temporal.log')
  const { port, webPort, keeper } = await onFreePorts(async () => {
    const port = await book.choose('Temporal', settings.preferredPorts?.temporal)
    const webPort = await book.choose('Temporal Web', settings.preferredPorts?.temporalWeb)
    const start = () =>
      startTemporal({
        ...{ program, port, webPort, file, logFile, namespace, searchAttributes },
        settings: settings.temporalSettings ?? [],
      })
    return { port, webPort, keeper: await keepRunning('Temporal', start, onLine) }
  })
  return {
    server: {
      address: `127.0.0.1:${port}`,
      namespace,
      webUrl: `http://127.0.0.1:${webPort}`,
      version: program.version,
      source: program.source,
    },
    stop: keeper.stop,
  }
}

/** After a hard stop the servers of the earlier run need a moment to end; their ports are ours, not another program's. */
async function awaitLeaving(book: PortBook, use: string, onLine: (line: string) => void): Promise<void> {
  const port = book.remembered(use)
  if (port === undefined || (await untilPortFree(port, 0))) return
  onLine(`waiting for ${use} of an earlier run to end`)
  await untilPortFree(port, leavingMs)
}

async function versionOf(uri: string, timeoutMs: number): Promise<string> {
  const client = new mongo.MongoClient(uri, { serverSelectionTimeoutMS: timeoutMs })
  try {
    const admin = client.db('admin')
    const hello = await admin.command({ hello: 1 })
    const { version } = (await admin.command({ buildInfo: 1 })) as unknown as { version: string }
    if (!hello['setName']) {
      throw new LocalProblem(
        'the MongoDB of MONGODB_URI is not a replica set',
        'Start it with --replSet and initiate the set.',
      )
    }
    if (Number.parseInt(version, 10) < 6) {
      throw new LocalProblem(`the MongoDB of MONGODB_URI is ${version}`, 'KCS needs 6.0 or newer.')
    }
    return version
  } catch (error) {
    if (error instanceof LocalProblem) throw error
    throw new LocalProblem(
      'the MongoDB of MONGODB_URI does not answer',
      'Check the address, or unset MONGODB_URI to use the server that KCS starts itself.',
      { cause: error },
    )
  } finally {
    await client.close()
  }
}
