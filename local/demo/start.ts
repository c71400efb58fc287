// KCS with the demo: its directory, its people, and the filing systems that its offices have.

import type { Kcs } from '../kcs'
import { startKcs } from '../kcs'
import type { DemoPlaces } from './actors'
import { type DemoAgent, demoAgents, type DemoCode } from './agents'
import { addressOf, agentProcesses, choosePorts } from './processes'
import { seedDemo } from './seed'

export interface Demo extends Kcs {
  places: DemoPlaces
  /** Address of the page of each reference agent, by what it stands for. */
  pages: Record<string, string>
}

export interface DemoOptions {
  onLine: (line: string) => void
  /** Default `.local`; another folder makes a KCS of its own beside the usual one. */
  folder?: string
}

/** Starts KCS with the demo, and resolves when all of it serves. */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  let places: DemoPlaces | undefined
  let pages: Record<string, string> = {}
  const kcs = await startKcs({
    ...options,
    async prepare(ground) {
      const agents = demoAgents(ground.secret)
      const ports = await choosePorts(ground.ports, agents)
      const addresses = Object.fromEntries(agents.map((agent) => [agent.code, addressOf(ports, agent)]))
      const mail = `http://127.0.0.1:${ports.mail}`
      places = { ...(addresses as Record<DemoCode, string>), kcs: ground.url, mail }
      pages = { ...pagesOf(agents, places), 'mail server': mail }
      await seedDemo(ground, agents, (agent) => addressOf(ports, agent))
      return {
        processes: agentProcesses(ports, agents, ground),
        env: { KCS_LOOPBACK_ENDPOINTS: 'true', SMTP_URL: `smtp://127.0.0.1:${ports.smtp}` },
      }
    },
  })
  return { ...kcs, places: places!, pages }
}

/** The page of each program: of its only instance, or the one that lists its instances. */
function pagesOf(agents: readonly DemoAgent[], places: DemoPlaces): Record<string, string> {
  return Object.fromEntries(
    agents.map(({ page, code }) => {
      const alone = agents.filter((other) => other.page === page).length === 1
      return [page, alone ? places[code] : new URL(places[code]).origin]
    }),
  )
}
