// Subscriptions of agents: how far each has been told, and when it is tried next.

import {
  DEATHS,
  type Death,
  type Delivery,
  type Replay,
  SUBSCRIPTION_STATES,
  type SubscriptionState,
} from '../../../domain/access/subscription/subscription'
import { CHANGE_KINDS, type ChangeKind } from '../../../domain/letters/agent-feed/kinds'
import { declare, part } from '../../common/collection'

export interface SubscriptionRow {
  _id: string
  agent: string
  /** Its place among those of the agent, which bounds how many there are. */
  place: number
  url: string
  /** Only these are sent; all where there is none. */
  kinds: ChangeKind[]
  sealedSecret: string
  /** The secret before, with which messages are signed too until then. */
  sealedFormer: string
  formerUntil: Date | null
  /** The Idempotency-Key under which the present secret was made; a repeat makes no other. */
  secretKey: string
  state: SubscriptionState
  /** Why it is dead, and since when. */
  death: Death | null
  diedAt: Date | null
  /** The change up to which all was taken. */
  cursor: number
  /** The last change that it was told of. */
  upTo: number
  replay: Replay | null
  /** Tries in a row that failed, and since when. */
  failures: number
  failingSince: Date | null
  /** When it is to be looked at; null while there is nothing to send. While it is being served, when that is given up. */
  nextAttemptAt: Date | null
  /** Who serves it at this moment. */
  claim: string
  /** The last try of each of the newest changes. */
  deliveries: Delivery[]
  createdAt: Date
}

const delivery = part<Delivery>({
  number: { type: Number, required: true },
  kind: { type: String, enum: [...CHANGE_KINDS, 'ping'], required: true },
  at: { type: Date, required: true },
  tries: { type: Number, required: true },
  status: { type: Number, required: true },
  fault: { type: String, default: '' },
  answer: { type: String, default: '' },
})

const replay = part<Replay>({
  next: { type: Number, required: true },
  to: { type: Number, required: true },
})

export const subscriptionCollection = declare<SubscriptionRow>(
  'subscriptions',
  {
    _id: String,
    agent: { type: String, required: true },
    place: { type: Number, required: true },
    url: { type: String, required: true },
    kinds: { type: [String], default: () => [] },
    sealedSecret: { type: String, required: true },
    sealedFormer: { type: String, default: '' },
    formerUntil: { type: Date, default: null },
    secretKey: { type: String, default: '' },
    state: { type: String, enum: SUBSCRIPTION_STATES, required: true },
    death: { type: String, enum: [...DEATHS, null], default: null },
    diedAt: { type: Date, default: null },
    cursor: { type: Number, required: true },
    upTo: { type: Number, default: 0 },
    replay: { type: replay, default: null },
    failures: { type: Number, default: 0 },
    failingSince: { type: Date, default: null },
    nextAttemptAt: { type: Date, default: null },
    claim: { type: String, default: '' },
    deliveries: { type: [delivery], default: () => [] },
    createdAt: { type: Date, required: true },
  },
  [
    [{ agent: 1, place: 1 }, { unique: true }],
    [{ diedAt: 1 }, { partialFilterExpression: { state: 'dead' } }],
    [{ nextAttemptAt: 1 }, { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } }],
  ],
)
