// KCS with the demo: its directory, its people, and the filing systems that its offices have.

import type { Ground, Kcs } from '../kcs'
import { startKcs } from '../kcs'
import type { DemoPlaces } from './actors'
import { demoAgents } from './agents'
import { agentProcesses, choosePorts } from './processes'
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
  const kcs = await startKcs({
    ...options,
    async prepare(ground) {
      const ports = await choosePorts(ground.ports)
      const agents = demoAgents(ground.secret)
      const eoffice = `http://127.0.0.1:${ports.eoffice}`
      places = {
        kcs: ground.url,
        secretariat: `${eoffice}/secretariat`,
        ksitm: `${eoffice}/ksitm`,
        cdit: `http://127.0.0.1:${ports.cdit}`,
        mail: `http://127.0.0.1:${ports.mail}`,
      }
      await seed(ground, agents, places)
      return {
        processes: agentProcesses(ports, agents, ground),
        env: { KCS_LOOPBACK_ENDPOINTS: 'true', SMTP_URL: `smtp://127.0.0.1:${ports.smtp}` },
      }
    },
  })
  const { secretariat, cdit, mail } = places!
  return {
    ...kcs,
    places: places!,
    pages: { 'e-Office': new URL(secretariat).origin, 'C-DIT': cdit, 'mail server': mail },
  }
}

function seed(ground: Ground, agents: ReturnType<typeof demoAgents>, places: DemoPlaces): Promise<void> {
  return seedDemo(ground, Object.values(agents), {
    [agents.secretariat.id]: places.secretariat,
    [agents.ksitm.id]: places.ksitm,
    [agents.cdit.id]: places.cdit,
  })
}
