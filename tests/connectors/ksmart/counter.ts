// The counter of a K-SMART for the tests: letters handed in, faults on request, and what lies at its seats.

import type { Parcel } from '../../../connectors/connector'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { get, post } from '../reference-agents/running'
import { type Rig, startRig } from '../rigs'

/** A file as its seats see it. */
export interface SeenFile {
  externalId: string
  fileNo: string
  serviceDeliveryDate: string
  documents: { fileStoreId: string; fileName: string; sha256: string }[]
}

export interface Counter extends Rig {
  deliver(parcel?: Parcel): Promise<Outcome>
  files(): Promise<SeenFile[]>
  /** The next call that begins so meets the fault. */
  fault(on: string, change: Record<string, unknown>): Promise<void>
  /** The next letter is not filed but gets this answer; what is no text is written as JSON. */
  answer(status: number, body: unknown, headers?: Record<string, string>): Promise<void>
  /** Someone at a seat does something with a file. */
  act(deliveryKey: string, body: unknown): Promise<unknown>
  /** The content of a document in its file store. */
  contentOf(fileStoreId: string): Promise<Buffer>
}

export async function openCounter(): Promise<Counter> {
  const rig = await startRig('ksmart')
  const fault: Counter['fault'] = (on, change) => rig.knobs({ faults: [{ on, ...change }] })
  return {
    ...rig,
    fault,
    async deliver(parcel = rig.parcel()) {
      const [report] = await rig.connector.deliver(rig.endpoint, [parcel])
      return report!.outcome
    },
    files: async () => (await get<{ files: SeenFile[] }>(`${rig.agentUrl}/desk/files`)).files,
    answer: (status, body, headers = {}) =>
      fault(rig.deliveryCall, {
        ...{ status, headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    act: (deliveryKey, body) => post(`${rig.agentUrl}/desk/files/${deliveryKey}/acts`, body),
    async contentOf(fileStoreId) {
      const response = await fetch(`${rig.agentUrl}/desk/documents/${fileStoreId}`)
      return Buffer.from(await response.arrayBuffer())
    },
  }
}
