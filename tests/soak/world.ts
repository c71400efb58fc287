// A whole KCS with two workers and the filing systems of the soak, and hands that kill any of its processes.

import { join } from 'node:path'
import type { Connection as Database } from 'mongoose'
import { connect } from '../../database/connection'
import { type Kcs, startKcs } from '../../local/kcs'
import type { NodeProcess } from '../../local/supervisor'
import { openRecord } from '../../process/record'
import { type NamedFinding, verifyConfigured } from '../../process/verify'
import { ownServers, pidsOf } from '../support/local-servers'
import { AGENTS, type SoakAgent } from './agents'
import { seedState } from './directory'

export const PARTS = ['worker', 'worker-2', 'api', 'temporal', 'mongod', 'push', 'eoffice', 'mail'] as const
export type Part = (typeof PARTS)[number]

export interface World {
  kcs: Kcs
  database: Database
  logFolder: string
  /** Where the desk of an agent is reached. */
  addressOf(agent: SoakAgent): string
  /** What `kcs verify` finds that disagrees in what this KCS keeps. */
  verify(): Promise<NamedFinding[]>
  /** Folder of all that this KCS keeps. */
  folder: string
  /** kill -9. Returns false when the part is just being started again. */
  kill(part: Part): boolean
  /** Sends another signal, such as SIGSTOP and SIGCONT. Throws when the part does not run. */
  signal(part: Part, signal: NodeJS.Signals): void
  pidOf(part: Part): number | undefined
  close(): Promise<void>
}

/** Starts it on servers and a folder of its own. */
export async function openWorld(): Promise<World> {
  const own = ownServers()
  const systems = [...new Set(AGENTS.map(({ system }) => system))]
  const ports = new Map<string, number>()
  let secret = ''
  const addressOf = ({ system, code }: SoakAgent): string => `http://127.0.0.1:${ports.get(system)}/${code}`
  const kcs = await startKcs({
    onLine: (line) => own.lines.push(line),
    folder: own.folder,
    workers: 2,
    async prepare(ground) {
      secret = ground.secret
      for (const [at, use] of [...systems, 'mail', 'smtp'].entries())
        ports.set(use, await ground.ports.choose(use, 8_281 + at))
      const record = await openRecord(ground.mongodb, ground.secret)
      try {
        await seedState(record, addressOf)
      } finally {
        await record.close()
      }
      const state = join(ground.dataFolder, 'agents')
      const program = (name: string, folder: string, env: Record<string, string>): NodeProcess => ({
        name,
        script: `connectors/${folder}/reference-agent/main.js`,
        ready: { url: `http://127.0.0.1:${ports.get(name)}/` },
        env: { PORT: String(ports.get(name)), STATE: join(state, name), ...env },
      })
      return {
        processes: [
          ...systems.map((system) =>
            program(system, system, {
              INSTANCES: JSON.stringify(
                AGENTS.filter((agent) => agent.system === system).map((agent) =>
                  instanceOf(agent, ground.url),
                ),
              ),
            }),
          ),
          program('mail', 'email', { SMTP_PORT: String(ports.get('smtp')) }),
        ],
        env: {
          KCS_LOOPBACK_ENDPOINTS: 'true',
          SMTP_URL: `smtp://127.0.0.1:${ports.get('smtp')}`,
        },
      }
    },
  })
  const database = await connect({ uri: kcs.servers.mongodb.uri, database: 'kcs' })
  const pidOf = pidsOf(kcs, own.folder)
  return {
    kcs,
    database,
    logFolder: join(own.folder, 'logs'),
    addressOf,
    async verify() {
      const { mongodb, temporal } = kcs.servers
      const settings = {
        MONGODB_URI: mongodb.uri,
        MONGODB_DB: 'kcs',
        TEMPORAL_ADDRESS: temporal.address,
        TEMPORAL_NAMESPACE: temporal.namespace,
        KCS_SECRET: secret,
      }
      const findings: NamedFinding[] = []
      await verifyConfigured(settings, [], (finding) => findings.push(finding))
      return findings
    },
    folder: own.folder,
    pidOf,
    signal(part, signal) {
      const pid = pidOf(part)
      if (pid === undefined) throw new Error(`${part} does not run`)
      process.kill(pid, signal)
    },
    kill(part) {
      const pid = pidOf(part)
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      return pid !== undefined
    },
    async close() {
      await database.close()
      await kcs.stop()
      own.remove()
    },
  }
}

function instanceOf({ id, code, system, offices, apiKey, settings }: SoakAgent, kcsUrl: string): object {
  return {
    code,
    prefix: code.toUpperCase(),
    offices,
    settings: { ...settings, kcsUrl, apiKey, endpointId: id },
    ...(system === 'push' ? { acknowledgeAfterMs: 500 } : {}),
  }
}
