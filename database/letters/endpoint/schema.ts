// Endpoints: addresses of agents, with the state of their pause.

import { capabilitiesPart } from '../../common/capabilities'
import { declare, part } from '../../common/collection'
import { FOLLOWED_INDEX } from '../../common/followed'
import type { EndpointMove } from '../../../domain/letters/agent-feed/change'
import { MECHANISMS, type Mechanism } from '../../../domain/letters/systems'
import type { Capabilities } from '../../../domain/letters/delivery/mechanism'
import type { BackOff } from '../../../domain/letters/delivery/back-off'
import {
  ENDPOINT_STATES,
  type EndpointState,
  type PausedBy,
  PAUSED_WITH,
  type PausedWith,
} from '../../../domain/letters/endpoint/endpoint'

export interface EndpointRow {
  _id: string
  mechanism: Mechanism
  agent: string | null
  address: string
  /** The settings as JSON, sealed with the key of the installation; empty where there are none. */
  sealedSettings: string
  /** Read from rows that were written before settings were one object; empty in all others. */
  sealedSecret: string
  sealedToken: string
  backOff: BackOff
  concurrency: number
  state: EndpointState
  pausedBy: PausedBy | null
  pausedAt: Date | null
  /** Outcome code of the fault that paused it, or the operator's reason. */
  reason: string
  failuresInRow: number
  /** The tapals that make up the failures in a row, each once; no more than pause an endpoint. */
  failing: string[]
  failingSince: Date | null
  /** How often its state or address was changed; the marks of its entries in the audit log. */
  changes?: number
  /** It asked for relief: nothing is sent there before this instant. */
  notBefore: Date | null
  /** When a call of its agent last led to a probe. */
  heardAt: Date | null
  /** Which processes may have how many calls open there, and until when. */
  calls: CallLease[]
  /** Login of the operator who paused it or called it gone; empty where KCS did. */
  by: string
  /** Whether it was paused alone or with all endpoints of its system; each pause is ended as it was begun. */
  pausedWith: PausedWith
  /** The settings before the present ones, sealed; accepted beside them until then. */
  sealedFormer: string
  formerUntil: Date | null
  /** The Idempotency-Key under which the present settings were set; a repeat sets no others. */
  settingsKey: string
  /** When a letter last went through, to the minute. */
  lastSuccessAt: Date | null
  /** When its agent last came for letters, to the minute; null where it never did, and where letters are brought to it. */
  fetchedAt?: Date | null
  /** What its system said that it takes; null until it was heard at this address. */
  takes: Partial<Capabilities> | null
  /** When it was last asked at this address and with these settings; null where it is to be asked soon. */
  askedAt: Date | null
  /** Outcome code of the fault that came instead of an answer; empty where it answered. */
  askFault: string
  /** Its newest moves to another state, and up to which of them the change feed of its agent has them. */
  moves: EndpointMove[]
  sequence: number
  followedTo: number
  followed: boolean
}

const move = part<EndpointMove>({
  sequence: { type: Number, required: true },
  to: { type: String, enum: ENDPOINT_STATES, required: true },
  at: { type: Date, required: true },
})

const backOff = part<BackOff>({
  initialMs: { type: Number, required: true },
  factor: { type: Number, required: true },
  maxMs: { type: Number, required: true },
  maxAttempts: { type: Number, required: true },
})

export interface CallLease {
  holder: string
  calls: number
  /** Calls that it would use, these included. */
  wanted: number
  until: Date
}

const callLease = part<CallLease>({
  holder: { type: String, required: true },
  calls: { type: Number, required: true },
  wanted: { type: Number, required: true },
  until: { type: Date, required: true },
})

export const endpointCollection = declare<EndpointRow>(
  'endpoints',
  {
    _id: String,
    mechanism: { type: String, enum: MECHANISMS, required: true },
    agent: { type: String, default: null },
    address: { type: String, default: '' },
    sealedSettings: { type: String, default: '' },
    sealedSecret: { type: String, default: '' },
    sealedToken: { type: String, default: '' },
    backOff: { type: backOff, required: true },
    concurrency: { type: Number, required: true },
    state: { type: String, enum: ENDPOINT_STATES, required: true },
    pausedBy: { type: String, enum: ['kcs', 'operator', null], default: null },
    pausedAt: { type: Date, default: null },
    reason: { type: String, default: '' },
    failuresInRow: { type: Number, required: true },
    failing: [String],
    failingSince: { type: Date, default: null },
    changes: { type: Number, default: 0 },
    notBefore: { type: Date, default: null },
    heardAt: { type: Date, default: null },
    calls: { type: [callLease], default: () => [] },
    by: { type: String, default: '' },
    pausedWith: { type: String, enum: PAUSED_WITH, default: 'endpoint' },
    sealedFormer: { type: String, default: '' },
    formerUntil: { type: Date, default: null },
    settingsKey: { type: String, default: '' },
    lastSuccessAt: { type: Date, default: null },
    fetchedAt: { type: Date, default: null },
    takes: { type: capabilitiesPart, default: null },
    askedAt: { type: Date, default: null },
    askFault: { type: String, default: '' },
    moves: { type: [move], default: () => [] },
    sequence: { type: Number, default: 0 },
    followedTo: { type: Number, default: 0 },
    followed: { type: Boolean, default: true },
  },
  [[{ agent: 1 }], [{ state: 1 }], [FOLLOWED_INDEX, { partialFilterExpression: { followed: false } }]],
)
