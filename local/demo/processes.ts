// The reference agents of the demo: those of all filing systems in one process, and the mail server in another.

import { join } from 'node:path'
import { REGISTERED_SYSTEMS, type RegisteredSystem } from '../../domain/letters/systems'
import type { Ground } from '../kcs'
import type { NodeProcess } from '../supervisor'
import type { PortBook } from '../system/ports'
import type { DemoAgent } from './agents'

export interface DemoPorts {
  mail: number
  smtp: number
  systems: Map<RegisteredSystem, number>
}

const MAIL_PORT = 8183
/** The port of the first filing system; the others follow. */
const FIRST_PORT = 8181

/** Chooses the ports of the agents, one after the other, so that none is chosen twice. */
export async function choosePorts(book: PortBook, agents: readonly DemoAgent[]): Promise<DemoPorts> {
  const mail = await book.choose('page of the mail server', MAIL_PORT)
  const smtp = await book.choose('mail server', 2525)
  const systems = new Map<RegisteredSystem, number>()
  const kinds = REGISTERED_SYSTEMS.filter((kind) => agents.some(({ system }) => system === kind))
  for (const [index, system] of kinds.entries())
    systems.set(system, await book.choose(`reference agent of ${system}`, FIRST_PORT + index))
  return { mail, smtp, systems }
}

/** The address of an agent: of its page and desk, and, where KCS calls it, of its endpoint. */
export function addressOf({ systems }: DemoPorts, { system, code }: DemoAgent): string {
  return `http://127.0.0.1:${systems.get(system)}/${code}`
}

/** One process for all filing systems, one for the mail server. */
export function agentProcesses(
  ports: DemoPorts,
  agents: readonly DemoAgent[],
  { url, dataFolder }: Pick<Ground, 'url' | 'dataFolder'>,
): NodeProcess[] {
  const folder = join(dataFolder, 'agents')
  const systems = [...ports.systems].map(([system, port]) => ({
    system,
    port,
    instances: agents.filter((agent) => agent.system === system).map((agent) => instanceOf(agent, url)),
  }))
  return [
    {
      name: 'agents',
      script: 'connectors/reference/all.js',
      // It says where they are when all of them listen.
      ready: { line: /^\{.*\}$/m },
      env: { SYSTEMS: JSON.stringify(systems), STATE: folder },
    },
    {
      name: 'mail',
      script: 'connectors/email/reference-agent/main.js',
      ready: { url: `http://127.0.0.1:${ports.mail}/` },
      env: { PORT: String(ports.mail), STATE: join(folder, 'mail'), SMTP_PORT: String(ports.smtp) },
    },
  ]
}

/** The options of one instance. */
function instanceOf(
  { code, prefix, name, offices, options, id, apiKey, settings }: DemoAgent,
  kcsUrl: string,
): Record<string, unknown> & { code: string } {
  return {
    code,
    prefix,
    name,
    offices,
    ...options,
    settings: { ...settings, kcsUrl, apiKey, endpointId: id },
  }
}
