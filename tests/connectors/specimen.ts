// Specimen letters and endpoints for the tests of the connectors.

import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { ulid } from 'ulid'
import { type Endpoint, type Letter, type Parcel } from '../../connectors/connector'
import { type DocumentSource } from '../../connectors/document-source'
import { DEFAULT_BACK_OFF } from '../../domain/letters/delivery/back-off'
import { AGENT_SYSTEMS, cardOf, type Mechanism } from '../../domain/letters/systems'
import { KcsError } from '../../domain/common/error'
import { deliveryKey } from '../../domain/letters/tapal/keys'

export const SECRET = `whsec_${Buffer.from('a secret of the reference agent!').toString('base64')}`
export const TOKEN = 'token-of-the-reference-e-office'

/** A value for each setting that some card names: what KCS makes is a secret, what a system makes is a token. What proves nothing is left out. */
export const SETTINGS: Readonly<Record<string, string>> = Object.fromEntries(
  AGENT_SYSTEMS.flatMap((system) =>
    Object.entries(cardOf(system).settings).flatMap(([name, { madeBy, proves }]) =>
      proves === 'nothing' ? [] : [[name, madeBy === 'kcs' ? SECRET : TOKEN]],
    ),
  ),
)

/** The bytes of the specimen document. */
export const PDF = Buffer.from(`%PDF-1.4\n% specimen ${'x'.repeat(100_000)}\n%%EOF\n`)
export const PDF_SHA256 = createHash('sha256').update(PDF).digest('hex')

/** A document that is like the specimen and no other. */
export function newDocument(): { reference: Letter['documents'][number]; content: Buffer } {
  const content = Buffer.concat([PDF, Buffer.from(`% ${ulid()}\n`)])
  const sha256 = createHash('sha256').update(content).digest('hex')
  return {
    reference: { sha256, name: 'letter.pdf', mediaType: 'application/pdf', size: content.length },
    content,
  }
}

/** A document source that holds the specimen document alone. */
export const documents: DocumentSource = {
  async open(sha256) {
    if (sha256 !== PDF_SHA256) throw new KcsError('document-unknown')
    return { stream: Readable.from([PDF.subarray(0, 40_000), PDF.subarray(40_000)]), size: PDF.length }
  },
}

/** An endpoint of the mechanism at the address. */
export function endpointAt(mechanism: Mechanism, address: string, change: Partial<Endpoint> = {}): Endpoint {
  return {
    id: 'endpoint-of-test',
    mechanism,
    agent: 'agent-of-test',
    address,
    settings: SETTINGS,
    backOff: DEFAULT_BACK_OFF,
    concurrency: 4,
    ...change,
  }
}

const letter: Letter = {
  dispatchId: '01K00000000000000000000000',
  despatchNumber: 'ITD/DS/2026/000001',
  kind: 'government-order',
  subject: 'ഏകീകൃത വിനിമയ സേവനം: Unified Communication Service <specimen>',
  letterNumber: 'G.O.(Ms)No.20/2021/ITD',
  letterDate: '2021-07-04',
  fileNumber: 'ITCell-2/109/2021-ITD',
  urgency: 'urgent',
  language: 'en',
  sender: {
    office: {
      code: 'ITD',
      name: 'Electronics & IT Department',
      nameMl: '',
      address: 'Thiruvananthapuram',
      email: '',
    },
    seat: { id: 'ITD-SO', designation: 'Section Officer', section: 'IT-Cell' },
  },
  documents: [
    { sha256: PDF_SHA256, name: 'ഉത്തരവ് order.pdf', mediaType: 'application/pdf', size: PDF.length },
  ],
  acceptedAt: new Date('2026-11-22T05:00:00.000Z'),
}

/** A letter on its way, with a delivery key of its own. */
export function newParcel(change: Partial<Parcel> = {}): Parcel {
  const tapalId = ulid()
  return {
    tapalId,
    deliveryKey: deliveryKey(tapalId),
    attempt: 1,
    reference: null,
    recipient: {
      office: {
        code: 'CDIT',
        name: 'C-DIT',
        nameMl: 'സി-ഡിറ്റ്',
        address: 'Thiruvananthapuram',
        email: 'registrar@cdit.example',
      },
      seat: { id: 'CDIT-REG', designation: 'Registrar', section: '' },
    },
    purpose: 'action',
    acknowledgeWithinSeconds: 3600,
    letter,
    ...change,
  }
}

/** A letter as an office hands it to its filing system, with an id of its own. */
export function newOutgoing(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: `letter-${ulid()}`,
    office: 'CDIT',
    sender: { seat: 'CDIT-REG' },
    kind: 'letter',
    subject: 'മാസ റിപ്പോർട്ട്: monthly report <specimen>',
    letterNumber: 'CDIT/7/2026',
    letterDate: '2026-11-22',
    recipients: [{ office: 'ITD', purpose: 'action' }],
    documents: [
      { name: 'റിപ്പോർട്ട് report.pdf', mediaType: 'application/pdf', contentBase64: PDF.toString('base64') },
    ],
    ...change,
  }
}
