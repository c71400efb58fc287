// KCS on one machine: servers, API, worker and the reference agents of the demo, each a process of its own.

import { join } from 'node:path'
import { createSealing } from '../secrets/sealing'
import { createRepositories } from '../database'
import { connect } from '../database/connection'
import { migrate } from '../database/operations/migration'
import { MANIFESTS } from '../workflows/manifests'
import type { DemoPlaces } from './demo/actors'
import { type DemoAgent, demoAgents } from './demo/agents'
import { seedDemo } from './demo/seed'
import { localSecret } from './secret'
import { openServers, type Servers } from './servers'
import { openSupervisor, type Supervisor } from './supervisor'
import { localPath, projectRoot } from './system/paths'
import { openPortBook } from './system/ports'

export interface Kcs {
  servers: Servers
  places: DemoPlaces
  supervisor: Supervisor
  /** Address of the page of each reference agent, by what it stands for. */
  pages: Record<string, string>
  stop(): Promise<void>
}

const DATABASE = 'kcs'

/** First ports to try; the ones that were taken are remembered for the next start. */
const PREFERRED = {
  mongodb: 27117,
  temporal: 7433,
  temporalWeb: 8433,
  kcs: 8080,
  cdit: 8181,
  eoffice: 8182,
  mail: 8183,
  smtp: 2525,
}

export interface KcsOptions {
  onLine: (line: string) => void
  /** Default `.local`; another folder makes a KCS of its own beside the usual one. */
  folder?: string
}

/** Starts all of it, in the order in which each needs the other. */
export async function startKcs({ onLine, folder = localPath() }: KcsOptions): Promise<Kcs> {
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
    const ports = await choosePorts(portsFile, onLine)
    const secret = localSecret()
    const agents = demoAgents(secret)
    const kcs = `http://127.0.0.1:${ports.kcs}`
    const eoffice = `http://127.0.0.1:${ports.eoffice}`
    const cdit = `http://127.0.0.1:${ports.cdit}`
    await seed(servers, secret, Object.values(agents), {
      [agents.secretariat.id]: `${eoffice}/secretariat`,
      [agents.ksitm.id]: `${eoffice}/ksitm`,
      [agents.cdit.id]: cdit,
    })
    const env = {
      MONGODB_URI: servers.mongodb.uri,
      MONGODB_DB: DATABASE,
      TEMPORAL_ADDRESS: servers.temporal.address,
      TEMPORAL_NAMESPACE: servers.temporal.namespace,
      TEMPORAL_WEB_URL: servers.temporal.webUrl,
      KCS_HOST: '127.0.0.1',
      KCS_PORT: String(ports.kcs),
      KCS_PUBLIC_URL: kcs,
      KCS_SECRET: secret,
      KCS_LOOPBACK_ENDPOINTS: 'true',
      SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
      KCS_DATA: dataFolder,
    }
    const script = (path: string): string => join(projectRoot(), 'dist', path)
    await Promise.all([
      supervisor.start({ name: 'api', script: script('api/main.js'), env }),
      supervisor.start({ name: 'worker', script: script('workers/main.js'), env }),
      ...agentProcesses(ports, agents, kcs, dataFolder).map((agent) =>
        supervisor.start({ ...agent, script: script(agent.script) }),
      ),
    ])
    const mail = `http://127.0.0.1:${ports.mail}`
    return {
      servers,
      supervisor,
      places: { kcs, secretariat: `${eoffice}/secretariat`, ksitm: `${eoffice}/ksitm`, cdit, mail },
      pages: { 'e-Office': eoffice, 'C-DIT': cdit, 'mail server': mail },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

type Ports = Record<'kcs' | 'cdit' | 'eoffice' | 'mail' | 'smtp', number>

async function choosePorts(portsFile: string, onLine: (line: string) => void): Promise<Ports> {
  const book = openPortBook(portsFile, onLine)
  return {
    kcs: await book.choose('KCS', PREFERRED.kcs),
    cdit: await book.choose('agent of C-DIT', PREFERRED.cdit),
    eoffice: await book.choose('reference e-Office', PREFERRED.eoffice),
    mail: await book.choose('page of the mail server', PREFERRED.mail),
    smtp: await book.choose('mail server', PREFERRED.smtp),
  }
}

async function seed(
  servers: Servers,
  secret: string,
  agents: readonly DemoAgent[],
  addresses: Record<string, string>,
): Promise<void> {
  const database = await connect({ uri: servers.mongodb.uri, database: DATABASE })
  try {
    await migrate(database)
    await seedDemo(createRepositories(database), createSealing(secret), agents, addresses)
  } finally {
    await database.close()
  }
}

function agentProcesses(
  ports: Ports,
  agents: ReturnType<typeof demoAgents>,
  kcsUrl: string,
  dataFolder: string,
) {
  const state = (name: string): string => join(dataFolder, 'agents', name)
  const settings = ({ apiKey, secret, id }: DemoAgent) => ({ kcsUrl, apiKey, secret, endpointId: id })
  const instance = (code: string, prefix: string, agent: DemoAgent) => ({
    code,
    prefix,
    name: agent.name,
    token: agent.token,
    offices: agent.offices,
    settings: settings(agent),
  })
  return [
    {
      name: 'eoffice',
      script: 'connectors/eoffice/reference-agent/main.js',
      ready: { url: `http://127.0.0.1:${ports.eoffice}/` },
      env: {
        PORT: String(ports.eoffice),
        STATE: state('eoffice'),
        INSTANCES: JSON.stringify([
          instance('secretariat', 'SEC', agents.secretariat),
          instance('ksitm', 'KSITM', agents.ksitm),
        ]),
      },
    },
    {
      name: 'cdit',
      script: 'connectors/push/reference-agent/main.js',
      ready: { url: `http://127.0.0.1:${ports.cdit}/` },
      env: {
        PORT: String(ports.cdit),
        STATE: state('cdit'),
        AGENT_NAME: agents.cdit.name,
        DIARY_PREFIX: 'CDIT',
        OFFICES: agents.cdit.offices.join(','),
        ACKNOWLEDGE_AFTER_MS: '500',
        KCS_URL: kcsUrl,
        KCS_API_KEY: agents.cdit.apiKey,
        KCS_SECRET: agents.cdit.secret,
        KCS_ENDPOINT: agents.cdit.id,
      },
    },
    {
      name: 'mail',
      script: 'connectors/email/reference-agent/main.js',
      ready: { url: `http://127.0.0.1:${ports.mail}/` },
      env: { PORT: String(ports.mail), SMTP_PORT: String(ports.smtp), STATE: state('mail') },
    },
  ]
}

/** What every registered flow sets, once each. */
export function searchAttributes() {
  const all = new Map(MANIFESTS.flatMap((manifest) => Object.entries(manifest.searchAttributes)))
  return [...all].map(([name, type]) => ({ name, type }))
}
