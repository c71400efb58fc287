// A connector whose other side does what a test says; it keeps the book of what reached it.

import type { Connector, Endpoint, Parcel } from '../../connectors/connector'
import type { Mechanism } from '../../domain/letters/systems'
import type { Outcome } from '../../domain/letters/delivery/outcome'

export interface ScriptedConnector extends Connector {
  /** Every delivery key that came, in order, with its endpoint. */
  readonly calls: { key: string; endpoint: string }[]
  /** What the other side answers from now on. */
  answer(script: (parcel: Parcel, endpoint: Endpoint) => Outcome | Promise<Outcome>): void
  /** Whether the endpoint answers its probe. */
  up(isUp: (endpoint: Endpoint) => boolean): void
  /** Called with the endpoint when a letter is taken back there. */
  onWithdraw(heard: (endpoint: Endpoint) => void): void
  /** Delivery keys of the letters taken back. */
  readonly withdrawn: string[]
}

export function scriptedConnector(mechanism: Mechanism): ScriptedConnector {
  let script: (parcel: Parcel, endpoint: Endpoint) => Outcome | Promise<Outcome> = () => ({
    kind: 'delivered',
  })
  let isUp: (endpoint: Endpoint) => boolean = () => true
  let heardOfWithdrawal: (endpoint: Endpoint) => void = () => undefined
  const calls: { key: string; endpoint: string }[] = []
  const withdrawn: string[] = []
  return {
    mechanism,
    calls,
    withdrawn,
    answer: (next) => {
      script = next
    },
    up: (next) => {
      isUp = next
    },
    onWithdraw: (next) => {
      heardOfWithdrawal = next
    },
    idempotent: true,
    batchSize: mechanism === 'kcs-agent' ? 200 : 1,
    async capabilities(endpoint) {
      if (!isUp(endpoint)) return { fault: { kind: 'retry-later', code: 'refused', inDoubt: false } }
      const all = { kinds: [], mediaTypes: [], languages: [], classifications: [] }
      return { capabilities: { ...all, maxDocumentBytes: 1e9, maxDocuments: 99 } }
    },
    async deliver(endpoint, parcels) {
      return Promise.all(
        parcels.map(async (parcel) => {
          calls.push({ key: parcel.deliveryKey, endpoint: endpoint.id })
          return { tapalId: parcel.tapalId, outcome: await script(parcel, endpoint) }
        }),
      )
    },
    async withdraw(endpoint, { deliveryKey }) {
      heardOfWithdrawal(endpoint)
      withdrawn.push(deliveryKey)
      return { kind: 'withdrawn' }
    },
    async parseCallback() {
      return []
    },
  }
}
