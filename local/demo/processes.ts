// The reference agents of the demo, as processes: one for each filing system, and the mail server.

import { join } from 'node:path'
import { type AgentSystem, AGENT_SYSTEMS } from '../../domain/letters/systems'
import type { Ground } from '../kcs'
import type { NodeProcess } from '../supervisor'
import type { PortBook } from '../system/ports'
import type { DemoAgent } from './agents'

export interface DemoPorts {
  mail: number
  smtp: number
  systems: Map<AgentSystem, number>
}

const MAIL_PORT = 8183
/** The port of the first filing system; the others follow. */
const FIRST_PORT = 8181

/** Chooses the ports of the agents, one after the other, so that none is chosen twice. */
export async function choosePorts(book: PortBook, agents: readonly DemoAgent[]): Promise<DemoPorts> {
  const mail = await book.choose('page of the mail server', MAIL_PORT)
  const smtp = await book.choose('mail server', 2525)
  const systems = new Map<AgentSystem, number>()
  const kinds = AGENT_SYSTEMS.filter((kind) => agents.some(({ system }) => system === kind))
  for (const [index, system] of kinds.entries())
    systems.set(system, await book.choose(`reference agent of ${system}`, FIRST_PORT + index))
  return { mail, smtp, systems }
}

/** The address of an agent. */
export function addressOf({ systems }: DemoPorts, { system, code }: DemoAgent): string {
  return `http://127.0.0.1:${systems.get(system)}/${code}`
}

/** One process for each program. */
export function agentProcesses(
  ports: DemoPorts,
  agents: readonly DemoAgent[],
  { url, dataFolder }: Pick<Ground, 'url' | 'dataFolder'>,
): NodeProcess[] {
  const process = (
    name: string,
    folder: string,
    port: number,
    env: Readonly<Record<string, string>>,
  ): NodeProcess => ({
    name,
    script: `connectors/${folder}/reference-agent/main.js`,
    ready: { url: `http://127.0.0.1:${port}/` },
    env: { PORT: String(port), STATE: join(dataFolder, 'agents', name), ...env },
  })
  return [
    ...[...ports.systems].map(([kind, port]) => {
      const instances = agents.filter(({ system }) => system === kind).map((agent) => instanceOf(agent, url))
      return process(kind, kind, port, { INSTANCES: JSON.stringify(instances) })
    }),
    process('mail', 'email', ports.mail, { SMTP_PORT: String(ports.smtp) }),
  ]
}

/** The options of the program for one instance. */
function instanceOf(
  { code, prefix, name, offices, options, id, apiKey, settings }: DemoAgent,
  kcsUrl: string,
): Record<string, unknown> {
  return {
    code,
    prefix,
    name,
    offices,
    ...options,
    settings: { ...settings, kcsUrl, apiKey, endpointId: id },
  }
}
