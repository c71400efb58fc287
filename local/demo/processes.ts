// The reference agents of the demo: those of all filing systems in one process, and the mail server in another.

import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cardOf, REGISTERED_SYSTEMS, type RegisteredSystem } from '../../domain/letters/systems'
import type { Ground } from '../kcs'
import type { NodeProcess } from '../supervisor'
import type { PortBook } from '../system/ports'
import { LocalProblem } from '../system/problem'
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

/** The address of the page and desks of an agent. */
export function pageOf({ systems }: DemoPorts, { system, code }: Pick<DemoAgent, 'system' | 'code'>): string {
  return `http://127.0.0.1:${systems.get(system)}/${code}`
}

/** Where KCS reaches an agent: below its page, or by its folder on this machine; empty for one that comes for its letters. */
export function endpointOf(
  ports: DemoPorts,
  agent: Pick<DemoAgent, 'system' | 'code'>,
  dataFolder: string,
): string {
  const { reached, folders } = cardOf(agent.system)
  if (reached !== 'address') return ''
  if (!folders) return pageOf(ports, agent)
  return pathToFileURL(join(agentsFolder(dataFolder), agent.system, agent.code, 'drop')).href
}

/**
 * The folder below which the folders lie by which KCS reaches agents: `set` where there is such a setting. Throws a
 * `LocalProblem` where that does not hold those of the demo.
 */
export function dropRootOf(dataFolder: string, set: string | undefined): string {
  const folder = agentsFolder(dataFolder)
  if (!set) return folder
  const way = relative(set, folder)
  if (way === '..' || way.startsWith('../'))
    throw new LocalProblem(
      `KCS_DROP_ROOT is ${set}, and the folder of the iAPS of the demonstration lies in ${folder}`,
      'Unset KCS_DROP_ROOT, or set it to a folder that holds both.',
    )
  return set
}

function agentsFolder(dataFolder: string): string {
  return join(dataFolder, 'agents')
}

/** One process for all filing systems, one for the mail server. */
export function agentProcesses(
  ports: DemoPorts,
  agents: readonly DemoAgent[],
  { url, dataFolder }: Pick<Ground, 'url' | 'dataFolder'>,
): NodeProcess[] {
  const folder = agentsFolder(dataFolder)
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
