/** Starts mongod on its data folder and port as a replica set of one, through mongodb-memory-server-core. */
import { mkdirSync } from 'node:fs'
import { MongoInstance } from 'mongodb-memory-server-core'
import { MongoInstanceEvents } from 'mongodb-memory-server-core/lib/util/MongoInstance'
import { type Running } from '../keep-running'
import { openLogFile } from '../system/log-file'
import { asStorageProblem, LocalProblem, PortTaken } from '../system/problem'
import { type Program } from './find'
import { ensurePrimary, replicaSetName } from './replica-set'

export interface MongodOptions {
  program: Program
  port: number
  folder: string
  logFile: string
  /** How much memory its cache may take; default 1. */
  cacheGb?: number
}

/** Recovery of a large journal after a hard stop takes its time. */
const launchTimeout = 120_000

/**
 * Resolves when the server takes writes. The library's killer process ends mongod when we are killed.
 * Throws a `LocalProblem` when the port is taken or the folder cannot be used.
 */
export async function startMongod({
  program,
  port,
  folder,
  logFile,
  cacheGb = 1,
}: MongodOptions): Promise<Running> {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw asStorageProblem(error, folder)
  }
  const log = openLogFile(logFile)
  const instance = new MongoInstance({
    instance: {
      port,
      dbPath: folder,
      ip: '127.0.0.1',
      replSet: replicaSetName,
      storageEngine: 'wiredTiger',
      launchTimeout,
      args: [...args, '--wiredTigerCacheSizeGB', String(cacheGb)],
    },
    binary: { systemBinary: program.path, version: program.version },
    // A group of its own: Ctrl-C in the terminal must not end it before what uses it.
    spawn: { detached: true },
  })
  instance.on(MongoInstanceEvents.instanceSTDOUT, (text: string) => log.write(`${text}\n`))
  instance.on(MongoInstanceEvents.instanceSTDERR, (text: string) => log.write(`${text}\n`))
  const exited = new Promise<string>((resolve) => {
    instance.once(MongoInstanceEvents.instanceClosed, (code: number | null, signal: string | null) => {
      resolve(signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`)
    })
  })
  const stop = async () => {
    await instance.stop()
    await log.close()
  }
  try {
    await instance.start()
    await ensurePrimary(port)
  } catch (error) {
    await stop()
    throw startProblem(log.tail().join('\n'), { port, folder, logFile }, error)
  }
  return { exited, stop }
}

const args = [
  // No socket file in /tmp: nothing is written outside the project's folder.
  '--nounixsocket',
  '--setParameter',
  'diagnosticDataCollectionEnabled=false',
  // Default 15 s of waiting for other members of the set; there are none.
  '--setParameter',
  'shutdownTimeoutMillisForSignaledShutdown=100',
  // Default 300 s, for reads of the past, which KCS does not do: until then the files of dropped collections stay open.
  '--setParameter',
  'minSnapshotHistoryWindowInSeconds=0',
  // Default 60 s: so long the transaction of a process that was killed keeps its rows from all others.
  '--setParameter',
  'transactionLifetimeLimitSeconds=15',
  // Default 100: a command that took longer is logged whole, with the letter that it carries.
  '--slowms',
  '2147483647',
  // Files of collections that nobody uses are closed. Default: only what is above 2,000 open ones, after ten minutes.
  '--wiredTigerEngineConfigString',
  'file_manager=(close_idle_time=20,close_scan_interval=5,close_handle_minimum=250)',
]

function startProblem(
  tail: string,
  { port, folder, logFile }: Omit<MongodOptions, 'program' | 'cacheGb'>,
  error: unknown,
): unknown {
  if (/Address already in use/i.test(tail)) {
    return new PortTaken(
      `port ${port} of MongoDB is taken by another program`,
      'Start again: another port will be chosen.',
    )
  }
  if (/DBPathInUse|Unable to lock the lock file/i.test(tail)) {
    return new LocalProblem(
      `another mongod works on ${folder}`,
      'Stop the other `npm start` of this folder first (Ctrl-C), or end that mongod.',
    )
  }
  if (/No space left|disk full/i.test(tail)) return asStorageProblem(new Error('no space left'), folder)
  if (/Permission denied|Operation not permitted/i.test(tail))
    return asStorageProblem({ code: 'EACCES' }, folder)
  return new LocalProblem(`MongoDB did not start: ${(error as Error).message}`, `Its log is in ${logFile}.`, {
    cause: error,
  })
}
