// Letters and connectors for the benchmark, each letter with a document of its own.

import { createHash, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import { createConnectors } from '../../connectors'
import type { Connector, Endpoint, Parcel } from '../../connectors/connector'
import type { DocumentSource } from '../../connectors/document-source'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { type AgentSystem, cardOf, type Mechanism } from '../../domain/letters/systems'

export const DOCUMENT_BYTES = 4_096
const OFFICE = 'BENCH-TO'

/** What agent and endpoint share: a value for each setting of the card. */
export function settingsOf(system: AgentSystem): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cardOf(system).settings).map(([name, { madeBy }]) => {
      const key = createHash('sha256').update(name).digest()
      return [name, madeBy === 'kcs' ? `whsec_${key.toString('base64')}` : key.toString('base64url')]
    }),
  )
}

export function endpointOf(system: AgentSystem, address: string): Endpoint {
  const { concurrency } = cardOf(system)
  return {
    ...{ id: `${system}-bench`, mechanism: system, agent: null, address, concurrency },
    settings: settingsOf(system),
    backOff: DEFAULT_BACK_OFF,
  }
}

export interface BenchLetters {
  parcels(count: number): Parcel[]
  connectors: Record<Mechanism, Connector>
}

/** Parcels to one office, and the connectors that open their documents. */
export function benchLetters(): BenchLetters {
  const contents = new Map<string, Buffer>()
  const documents: DocumentSource = {
    async open(sha256) {
      const content = contents.get(sha256)
      if (!content) throw new Error(`no document ${sha256}`)
      return { stream: Readable.from([content]), size: content.length }
    },
  }
  const parcel = (): Parcel => {
    const content = Buffer.concat([Buffer.from('%PDF-1.4\n'), randomBytes(DOCUMENT_BYTES)])
    const sha256 = createHash('sha256').update(content).digest('hex')
    contents.set(sha256, content)
    const tapalId = ulid()
    const office = { code: OFFICE, name: OFFICE, nameMl: '', address: '', email: '' }
    return {
      ...{ tapalId, deliveryKey: deliveryKey(tapalId), attempt: 1, reference: null, purpose: 'action' },
      recipient: { office, seat: { id: `${OFFICE}/TAPAL`, designation: 'Tapal Clerk', section: 'Tapal' } },
      acknowledgeWithinSeconds: 172_800,
      letter: {
        dispatchId: ulid(),
        despatchNumber: 'BENCH/DS/2026/000001',
        kind: 'letter',
        subject: 'x'.repeat(200),
        ...{ letterNumber: 'B-1/2026', letterDate: '2026-01-01', fileNumber: 'B/2026' },
        ...{ urgency: 'normal', language: 'en', acceptedAt: new Date() },
        sender: {
          office: { ...office, code: 'BENCH-FROM' },
          seat: { id: 'BENCH-FROM/SO', designation: 'Section Officer', section: 'Tapal' },
        },
        documents: [{ sha256, name: 'letter.pdf', mediaType: 'application/pdf', size: content.length }],
      },
    }
  }
  return {
    parcels: (count) => Array.from({ length: count }, parcel),
    connectors: connectorsOver(documents),
  }
}

/** Ways inside KCS are no part of this. */
function connectorsOver(documents: DocumentSource): Record<Mechanism, Connector> {
  const inside = (): never => {
    throw new Error('not part of the measurement')
  }
  return createConnectors({
    documents,
    publicUrl: 'http://127.0.0.1:1',
    allowLoopback: true,
    dropRoot: null,
    mail: { url: 'smtp://127.0.0.1:1', from: 'KCS <kcs@kcs.invalid>' },
    mailLink: inside,
    drawCover: inside,
    inbox: { allotInward: inside },
    shelf: { wasGivenOut: inside },
    despatchLists: { enlist: inside, strike: inside },
  })
}

/** Hands all over, in batches as the service makes them; throws where one is not taken. */
export async function deliverAll(
  connector: Connector,
  endpoint: Endpoint,
  parcels: readonly Parcel[],
): Promise<void> {
  const size = connector.batchSize * endpoint.concurrency
  for (let at = 0; at < parcels.length; at += size) {
    const reports = await connector.deliver(endpoint, parcels.slice(at, at + size))
    for (const { outcome } of reports)
      if (!TAKEN.includes(outcome.kind))
        throw new Error(`${endpoint.mechanism} did not take a letter: ${JSON.stringify(outcome)}`)
  }
}

/** `handed-over` is a job, as DDFS makes one of each letter. */
const TAKEN: readonly string[] = ['delivered', 'handed-over']
