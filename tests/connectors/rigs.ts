// One rig for each connector over a line: its reference agent, running, with ways to spoil it and to look into it.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnectors } from '../../connectors'
import { type Subject } from '../../connectors/conformance'
import { type Connector } from '../../connectors/connector'
import { startReferenceAgent as startMail } from '../../connectors/email/reference-agent/agent'
import { type ReferenceAgent, startReferenceAgent } from '../../connectors/reference/agent'
import { type InstanceOptions } from '../../connectors/reference/instance'
import { type KnobSettings } from '../../connectors/reference/knobs'
import { AGENT_SYSTEMS, cardOf, isAgentSystem, type Mechanism } from '../../domain/letters/systems'
import { type Gateway, startGateway } from './gateway'
import { post } from './reference-agents/running'
import { documents, endpointAt, newOutgoing, newParcel, SETTINGS } from './specimen'

export interface Rig extends Subject {
  gateway: Gateway
  /** Where the desk API and page of the reference agent are. */
  agentUrl: string
  stateFolder: string
  /** Where mail is handed in, at the mail server's rig. */
  mailUrl: string
  /** The call by which a letter is handed over, for faults that shall meet it alone. */
  deliveryCall: string
  /** The call by which it is asked what became of a letter. */
  statusCall: string
  /** An office writes a letter to be sent through its system. */
  originate(change?: Record<string, unknown>): Promise<unknown>
  knobs(change: KnobSettings | Record<string, unknown>): Promise<void>
  /** Someone at the agent takes the letter, so that it cannot be withdrawn any more. */
  take(deliveryKey: string): Promise<unknown>
  /** Delivery keys of what lies at the agent, one entry per letter. */
  arrived(): Promise<string[]>
  stop(): Promise<void>
}

/** Short enough that a silent system is soon given up, long enough for a busy machine. */
const limits = { connectMs: 10_000, totalMs: 4_000 }

/** Starts the rig of a mechanism on free ports and an empty folder. */
export async function startRig(mechanism: Mechanism, stateFolder?: string): Promise<Rig> {
  const folder = stateFolder ?? (await mkdtemp(join(tmpdir(), 'kcs-agent-')))
  const gateway = await startGateway()
  const agent = await startAgent(mechanism, folder, gateway)
  const connectors = makeConnectors(gateway.url, agent.smtpUrl)
  return {
    connector: connectors[mechanism],
    endpoint: endpointAt(mechanism, agent.address, { settings: { ...SETTINGS, ...agent.settings } }),
    parcel: () => newParcel(),
    gateway,
    agentUrl: agent.url,
    take: agent.take,
    stateFolder: folder,
    mailUrl: agent.smtpUrl,
    deliveryCall: agent.deliveryCall,
    statusCall: agent.statusCall,
    originate: (change) => post(`${agent.url}${agent.letters}`, newOutgoing(change)),
    async knobs(change) {
      await post(`${agent.url}/knobs`, change)
    },
    arrived: async () => agent.arrived(),
    async stop() {
      await agent.stop()
      await gateway.stop()
      if (stateFolder === undefined) await rm(folder, { recursive: true })
    },
  }
}

interface Agent {
  url: string
  address: string
  smtpUrl: string
  deliveryCall: string
  statusCall: string
  /** Settings that the system itself has made. */
  settings: Readonly<Record<string, string>>
  /** Path at which letters to be sent are handed in. */
  letters: string
  arrived(): string[] | Promise<string[]>
  take(deliveryKey: string): Promise<unknown>
  stop(): Promise<void>
}

/** What an agent lacks that speaks HTTP, and one that speaks SMTP. */
const NO_AGENT: Agent = {
  url: '',
  address: '',
  smtpUrl: 'smtp://127.0.0.1:1',
  deliveryCall: '',
  statusCall: '',
  settings: {},
  letters: '',
  arrived: () => [],
  take: () => Promise.resolve(),
  stop: () => Promise.resolve(),
}

async function startAgent(mechanism: Mechanism, stateFolder: string, gateway: Gateway): Promise<Agent> {
  if (mechanism === 'email') return startMailServer(stateFolder)
  if (!isAgentSystem(mechanism)) throw new Error(`${mechanism} has no agent`)
  const path = `../../connectors/${mechanism}/reference-agent/agent`
  const { referenceAgent } = (await import(path)) as {
    referenceAgent: ReferenceAgent<InstanceOptions, unknown>
  }
  const instance = {
    code: 'office',
    prefix: 'PRE',
    offices: ['CDIT'],
    settings: {
      ...SETTINGS,
      kcsUrl: gateway.url,
      apiKey: gateway.apiKey,
      endpointId: 'endpoint-of-test',
    },
  }
  const agent = await startReferenceAgent(referenceAgent, { stateFolder, instances: [instance] })
  const { method, path: below } = referenceAgent.deliveryCall
  const asked = referenceAgent.statusCall
  return {
    ...NO_AGENT,
    url: agent.urls.office!,
    address: agent.instances.office!.endpoint?.address ?? agent.urls.office!,
    settings: agent.instances.office!.endpoint?.settings ?? {},
    deliveryCall: `${method} /office${below}`,
    statusCall: asked ? `${asked.method} /office${asked.path}` : 'GET',
    letters: referenceAgent.outboxPaths.put,
    arrived: () => agent.instances.office!.arrived(),
    take: (deliveryKey) => agent.instances.office!.take(deliveryKey),
    stop: () => agent.stop(),
  }
}

async function startMailServer(stateFolder: string): Promise<Agent> {
  const agent = await startMail({ stateFolder })
  const arrived = async () => {
    const { mails } = (await (await fetch(`${agent.url}/mails`)).json()) as {
      mails: { deliveryKey: string }[]
    }
    return mails.map(({ deliveryKey }) => deliveryKey)
  }
  return { ...NO_AGENT, ...agent, arrived }
}

function makeConnectors(publicUrl: string, smtpUrl: string): Record<Mechanism, Connector> {
  const inside = (): never => {
    throw new Error('systems inside KCS have rigs of their own, in inside-rig.ts')
  }
  return createConnectors({
    documents,
    publicUrl,
    allowLoopback: true,
    dropRoot: tmpdir(),
    httpLimits: limits,
    mail: { url: smtpUrl, from: 'KCS <kcs@kerala.example>' },
    mailLink: (tapalId) => `${publicUrl}/take/link-of-${tapalId}`,
    drawCover: async () => Buffer.from('%PDF-1.4 cover'),
    inbox: { allotInward: inside },
    shelf: { wasGivenOut: inside },
    despatchLists: { enlist: inside, strike: inside },
  })
}

/** The systems that speak HTTP. */
export const OVER_HTTP = AGENT_SYSTEMS.filter((system) => !cardOf(system).folders)
