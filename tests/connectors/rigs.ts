// One rig per connector: its reference agent, running, with ways to spoil it and to look into it.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnectors } from '../../connectors'
import { type Subject } from '../../connectors/conformance'
import { type Connector } from '../../connectors/connector'
import { startReferenceAgent as startMail } from '../../connectors/email/reference-agent/agent'
import { startReferenceAgent as startEoffice } from '../../connectors/eoffice/reference-agent/agent'
import { startReferenceAgent as startPush } from '../../connectors/push/reference-agent/agent'
import { type KnobSettings } from '../../connectors/reference/knobs'
import { MECHANISMS, type Mechanism } from '../../domain/letters/delivery/mechanism'
import { type Gateway, startGateway } from './gateway'
import { documents, endpointAt, newParcel, SECRET, TOKEN } from './specimen'

export interface Rig extends Subject {
  gateway: Gateway
  /** Where the desk API and page of the reference agent are. */
  agentUrl: string
  stateFolder: string
  /** Where mail is handed in, at the mail server's rig. */
  mailUrl: string
  /** The call by which a letter is handed over, for faults that shall meet it alone. */
  deliveryCall: string
  knobs(change: KnobSettings | Record<string, unknown>): Promise<void>
  /** Delivery keys of what lies at the agent, one entry per letter. */
  arrived(): Promise<string[]>
  /** What the in-process connectors were given to keep. */
  inward: Map<string, string>
  enlisted: Map<string, string>
  stop(): Promise<void>
}

/** Short enough that a silent system is soon given up, long enough for a busy machine. */
const limits = { connectMs: 1_000, totalMs: 2_500 }

/** Starts the rig of a mechanism on free ports and an empty folder. */
export async function startRig(mechanism: Mechanism, stateFolder?: string): Promise<Rig> {
  const folder = stateFolder ?? (await mkdtemp(join(tmpdir(), 'kcs-agent-')))
  const gateway = await startGateway()
  const settings = {
    kcsUrl: gateway.url,
    apiKey: gateway.apiKey,
    secret: SECRET,
    endpointId: 'endpoint-of-test',
  }
  const agent = await startAgent(mechanism, folder, settings)
  const inward = new Map<string, string>()
  const enlisted = new Map<string, string>()
  const connectors = makeConnectors(gateway.url, agent.smtpUrl, inward, enlisted)
  const get = async (path: string): Promise<unknown> => (await fetch(`${agent.url}${path}`)).json()
  return {
    connector: connectors[mechanism],
    endpoint: endpointAt(mechanism, agent.address),
    parcel: () => newParcel(),
    gateway,
    agentUrl: agent.url,
    stateFolder: folder,
    mailUrl: agent.smtpUrl,
    deliveryCall: mechanism === 'eoffice' ? 'POST /eo/dak' : 'POST /tapals',
    inward,
    enlisted,
    async knobs(change) {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(`${agent.url}/knobs`, {
        method: 'POST',
        headers,
        body: JSON.stringify(change),
      })
      if (!response.ok) throw new Error(await response.text())
    },
    async arrived() {
      if (mechanism === 'push') return keys(await get('/letters'), 'letters', 'deliveryKey')
      if (mechanism === 'eoffice') return keys(await get('/desk/dak'), 'dak', 'kcsKey')
      if (mechanism === 'email') return keys(await get('/mails'), 'mails', 'deliveryKey')
      return [...inward.keys(), ...enlisted.keys()]
    },
    async stop() {
      await agent.stop()
      await gateway.stop()
      if (stateFolder === undefined) await rm(folder, { recursive: true })
    },
  }
}

interface RunningAgent {
  url: string
  address: string
  smtpUrl: string
  stop(): Promise<void>
}

async function startAgent(
  mechanism: Mechanism,
  stateFolder: string,
  settings: { kcsUrl: string; apiKey: string; secret: string; endpointId: string },
): Promise<RunningAgent> {
  const nowhere = 'smtp://127.0.0.1:1'
  if (mechanism === 'push') {
    const agent = await startPush({ stateFolder, settings, prefix: 'CDIT', offices: ['CDIT'] })
    return { ...agent, address: agent.url, smtpUrl: nowhere }
  }
  if (mechanism === 'eoffice') {
    const instances = [{ code: 'eo', token: TOKEN, prefix: 'SEC', offices: ['CDIT'], settings }]
    const agent = await startEoffice({ port: 0, stateFolder, instances })
    return { url: agent.urls.eo!, address: agent.urls.eo!, smtpUrl: nowhere, stop: () => agent.stop() }
  }
  if (mechanism === 'email') return { ...(await startMail({ stateFolder })), address: '' }
  return { url: '', address: '', smtpUrl: nowhere, stop: () => Promise.resolve() }
}

function makeConnectors(
  publicUrl: string,
  smtpUrl: string,
  inward: Map<string, string>,
  enlisted: Map<string, string>,
): Record<Mechanism, Connector> {
  return createConnectors({
    documents,
    publicUrl,
    allowLoopback: true,
    httpLimits: limits,
    mail: { url: smtpUrl, from: 'KCS <kcs@kerala.example>' },
    mailLink: (tapalId) => `${publicUrl}/take/link-of-${tapalId}`,
    drawCover: async () => Buffer.from('%PDF-1.4 cover'),
    inbox: {
      async allotInward(entries) {
        for (const { tapalId, office } of entries) {
          if (!inward.has(tapalId)) inward.set(tapalId, `${office}/IN/2026/${inward.size + 1}`)
        }
        return new Map(entries.map(({ tapalId }) => [tapalId, inward.get(tapalId)!]))
      },
    },
    despatchLists: {
      async enlist(entries) {
        for (const { tapalId, senderOffice } of entries) enlisted.set(tapalId, senderOffice)
      },
      async strike(tapalId) {
        return enlisted.delete(tapalId) ? 'struck' : 'absent'
      },
    },
  })
}

function keys(answer: unknown, list: string, key: string): string[] {
  return (answer as Record<string, Record<string, string>[]>)[list]!.map((entry) => entry[key]!)
}

/** The mechanisms that speak to a system over a line. */
export const OVER_A_LINE = MECHANISMS.filter(
  (mechanism) => mechanism !== 'kcs-agent' && mechanism !== 'print',
)

/** Those of them that speak HTTP. */
export const OVER_HTTP = ['push', 'eoffice'] as const satisfies Mechanism[]
