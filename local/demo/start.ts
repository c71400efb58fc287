// KCS with the demo: its directory, its people, and the filing systems that its offices have.

import type { Kcs } from '../kcs'
import { startKcs } from '../kcs'
import type { DemoPlaces } from './actors'
import { type DemoAgent, demoAgents, type DemoCode } from './agents'
import { agentProcesses, choosePorts, dropRootOf, endpointOf, pageOf } from './processes'
import { seedDemo } from './seed'

/** A filing system of the demo as it runs: `url` is where its page and its desks are. */
export interface DemoSystem extends DemoAgent {
  url: string
}

export interface Demo extends Kcs {
  places: DemoPlaces
  systems: readonly DemoSystem[]
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
  let systems: DemoSystem[] = []
  let pages: Record<string, string> = {}
  const kcs = await startKcs({
    ...options,
    async prepare(ground) {
      const { dataFolder } = ground
      const dropRoot = dropRootOf(dataFolder, process.env['KCS_DROP_ROOT'])
      const agents = demoAgents(ground.secret)
      const ports = await choosePorts(ground.ports, agents)
      systems = agents.map((agent) => ({ ...agent, url: pageOf(ports, agent) }))
      const mail = `http://127.0.0.1:${ports.mail}`
      const urlOf = (code: DemoCode): string => systems.find((system) => system.code === code)!.url
      const ofOrder = { secretariat: urlOf('secretariat'), ksitm: urlOf('ksitm'), cdit: urlOf('cdit') }
      places = { ...ofOrder, kcs: ground.url, mail }
      pages = { ...pagesOf(systems), 'mail server': mail }
      await seedDemo(ground, agents, (agent) => endpointOf(ports, agent, dataFolder))
      return {
        processes: agentProcesses(ports, agents, ground),
        env: {
          KCS_LOOPBACK_ENDPOINTS: 'true',
          KCS_SHORT_CLOCKS: 'true',
          KCS_DROP_ROOT: dropRoot,
          SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
        },
      }
    },
  })
  return { ...kcs, places: places!, systems, pages }
}

/** The page of each program: of its only instance, or the one that lists its instances. */
function pagesOf(systems: readonly DemoSystem[]): Record<string, string> {
  return Object.fromEntries(
    systems.map(({ page, url }) => {
      const alone = systems.filter((other) => other.page === page).length === 1
      return [page, alone ? url : new URL(url).origin]
    }),
  )
}
