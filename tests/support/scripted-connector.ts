// A connector whose other side does what a test says; it keeps the book of what reached it.

import type { Connector, Endpoint, Parcel, WithdrawAnswer } from '../../connectors/connector'
import { EVERY_LETTER } from '../../connectors/every-letter'
import type { Capabilities } from '../../domain/letters/delivery/mechanism'
import type { Mechanism } from '../../domain/letters/systems'
import type { Outcome } from '../../domain/letters/delivery/outcome'

type WithdrawScript = (
  endpoint: Endpoint,
) => WithdrawAnswer | undefined | void | Promise<WithdrawAnswer | undefined | void>

export interface ScriptedConnector extends Connector {
  /** Every delivery key that came, in order, with its endpoint. */
  readonly calls: { key: string; endpoint: string }[]
  /** What the other side answers from now on. */
  answer(script: (parcel: Parcel, endpoint: Endpoint) => Outcome | Promise<Outcome>): void
  /** Whether the endpoint answers its probe, or with what fault. */
  up(isUp: (endpoint: Endpoint) => boolean | Outcome): void
  /** What the other side answers when a letter is taken back there; it is given back unless the test says otherwise. */
  onWithdraw(script: WithdrawScript): void
  /** What the other side says that it takes, beside every letter that KCS takes. */
  takes(limits: Partial<Capabilities>): void
  /** Delivery keys of the letters taken back. */
  readonly withdrawn: string[]
}

export function scriptedConnector(mechanism: Mechanism): ScriptedConnector {
  let script: (parcel: Parcel, endpoint: Endpoint) => Outcome | Promise<Outcome> = () => ({
    kind: 'delivered',
  })
  let isUp: (endpoint: Endpoint) => boolean | Outcome = () => true
  let takes: Partial<Capabilities> = {}
  let withdrawal: WithdrawScript = () => undefined
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
    takes: (limits) => {
      takes = limits
    },
    onWithdraw: (next) => {
      withdrawal = next
    },
    idempotent: true,
    batchSize: mechanism === 'kcs-agent' ? 200 : 1,
    async capabilities(endpoint) {
      const up = isUp(endpoint)
      if (typeof up === 'object') return { fault: up }
      if (!up) return { fault: { kind: 'retry-later', code: 'refused', inDoubt: false } }
      return { capabilities: { ...EVERY_LETTER, ...takes } }
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
      withdrawn.push(deliveryKey)
      return (await withdrawal(endpoint)) ?? { kind: 'withdrawn' }
    },
    async parseCallback() {
      return []
    },
  }
}
