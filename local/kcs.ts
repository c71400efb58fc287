// KCS on one machine: servers, API and worker, and what runs beside them, each a process of its own.

import { join } from 'node:path'
import { WORKER_NODE_OPTIONS } from '../process/heap'
import { migrateDatabase } from '../process/migrate'
import { GATEWAY_USE } from '../process/port-book'
import { localPath, projectRoot } from '../process/paths'
import { searchAttributes } from '../process/cases'
import { localSecret } from './secret'
import { openServers, type Servers } from './servers'
import { type NodeProcess, openSupervisor, type Supervisor } from './supervisor'
import { openPortBook, type PortBook } from './system/ports'

export interface Kcs {
  servers: Servers
  supervisor: Supervisor
  /** Address of portal and API. */
  url: string
  stop(): Promise<void>
}

/** What is ready before the processes start. */
export interface Ground {
  mongodb: { uri: string; database: string }
  /** Whether the database was started here; else it is somebody's own. */
  embedded: boolean
  secret: string
  /** Address that portal and API will have. */
  url: string
  dataFolder: string
  ports: PortBook
}

/** What runs beside API and worker: processes of a build, by their path in it, and settings that the two need for them. */
export interface Company {
  processes: NodeProcess[]
  env: Record<string, string>
}

export interface KcsOptions {
  onLine: (line: string) => void
  /** Default `.local`; another folder makes a KCS of its own beside the usual one. */
  folder?: string
  /** How many worker processes there are; one if left out. */
  workers?: number
  /** Called when the servers run, before any process of ours is started. */
  prepare(ground: Ground): Promise<Company>
}

const DATABASE = 'kcs'
/** First ports to try; the ones that were taken are remembered for the next start. */
const PREFERRED = { mongodb: 27117, temporal: 7433, temporalWeb: 8433, kcs: 8080 }

/** Starts all of it, in the order in which each needs the other. */
export async function startKcs({
  onLine,
  folder = localPath(),
  workers = 1,
  prepare,
}: KcsOptions): Promise<Kcs> {
  const dataFolder = join(folder, 'data')
  const portsFile = join(folder, 'ports.json')
  const logFolder = join(folder, 'logs')
  const servers = await openServers({
    searchAttributes: searchAttributes(),
    dataFolder,
    portsFile,
    logFolder,
    onLine,
    preferredPorts: PREFERRED,
  })
  const supervisor = openSupervisor({ onLine, logFolder })
  const stop = async (): Promise<void> => {
    await supervisor.stop()
    await servers.stop()
  }
  try {
    const ports = openPortBook(portsFile, onLine)
    const port = await ports.choose(GATEWAY_USE, PREFERRED.kcs)
    const url = `http://127.0.0.1:${port}`
    const { uri, embedded } = servers.mongodb
    // A database of somebody's own is made ready by `kcs install` alone, under the secret of that installation.
    const secret = (embedded ? undefined : process.env['KCS_SECRET']) ?? localSecret()
    const mongodb = { uri, database: (embedded ? undefined : process.env['MONGODB_DB']) ?? DATABASE }
    if (embedded) for (const line of await migrateDatabase(mongodb, onLine)) onLine(`database: ${line}`)
    const company = await prepare({ mongodb, embedded, secret, url, dataFolder, ports })
    const env = {
      MONGODB_URI: mongodb.uri,
      MONGODB_DB: mongodb.database,
      TEMPORAL_ADDRESS: servers.temporal.address,
      TEMPORAL_NAMESPACE: servers.temporal.namespace,
      TEMPORAL_WEB_URL: servers.temporal.webUrl,
      KCS_HOST: '127.0.0.1',
      KCS_PORT: String(port),
      KCS_PUBLIC_URL: url,
      KCS_SECRET: secret,
      // One port cannot be that of all processes.
      KCS_METRICS_PORT: '',
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
      ...company.env,
    }
    const own: NodeProcess[] = [
      { name: 'api', script: 'api/main.js', env },
      ...Array.from({ length: workers }, (_, at) => ({
        name: at === 0 ? 'worker' : `worker-${at + 1}`,
        script: 'workers/main.js',
        execArgv: ['--enable-source-maps', ...WORKER_NODE_OPTIONS],
        env,
      })),
    ]
    await Promise.all(
      [...own, ...company.processes].map((one) =>
        supervisor.start({ ...one, script: join(projectRoot(), 'dist', one.script) }),
      ),
    )
    return { servers, supervisor, url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
