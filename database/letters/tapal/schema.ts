// Tapals: one row per recipient, with the whole trace in the row, so that a change and its record are one write.

import { actorPart } from '../../common/actor'
import { alsoAs, declare, type Index, part } from '../../common/collection'
import { FOLLOWED_INDEX } from '../../common/followed'
import { testerIndex, testMarkPart } from '../../common/test-mark'
import { termPart, timesPart } from '../../common/times'
import { CLOCK_CHANGES, type ClockChange } from '../../../domain/common/clock/changes'
import { CLOCK_KINDS } from '../../../domain/common/clock/kinds'
import type { Term } from '../../../domain/common/clock/term'
import type { Diary } from '../../../domain/letters/delivery/outcome'
import type { Reason } from '../../../domain/letters/routing/reason'
import type { LevelName } from '../../../domain/letters/service-level/level'
import type { TapalClock } from '../../../domain/letters/tapal/clock'
import { type Desk, EVENT_KINDS, type TapalEvent } from '../../../domain/letters/tapal/event'
import type { Lease } from '../../../domain/letters/tapal/lease'
import type { Refusal } from '../../../domain/letters/tapal/refusal'
import { RISE_PLACES, type RoseAt } from '../../../domain/letters/tapal/risen'
import type { Tapal, Withdrawal } from '../../../domain/letters/tapal/tapal'
import type { MailLink } from '../../../domain/letters/tapal/mail-link'
import { TAPAL_STATES } from '../../../domain/letters/tapal/states'
import { MECHANISMS, TAKING_RULES } from '../../../domain/letters/systems'
import { PURPOSES } from '../../../domain/letters/dispatch/recipients'
import { URGENCIES } from '../../../domain/letters/dispatch/dispatch'

export interface TapalRow extends Omit<Tapal, 'id'> {
  _id: string
  /** The audit log, notices and feed have this row's events up to this sequence. */
  followedTo: number
  followed: boolean
  /** Rank of the urgency, so that a queue can be sorted by index. */
  rank: number
  /** Code of what last went wrong, as long as the letter waits or has failed because of it; empty where all is well. */
  trouble: string
}

/** The indexes of what lies at the operator's desk: all, and by endpoint. */
export const DESK_INDEX = 'desk'
export const DESK_OF_ENDPOINT_INDEX = 'desk-of-endpoint'

/** The index of the ledger of a letter. */
export const LEDGER_INDEX = 'ledger'

/** The index of what lies ready to be fetched. */
export const SHELF_INDEX = 'shelf'

/** The name of the index over what rose to the seats in a place. */
export const risenIndexName = (place: string): string => `risen-${place}`

/**
 * The index of an inbox over what rose to its seat, by when. Each place of the seats above has one, for an array gives no order;
 * letters that never rose are in none.
 */
const risenIndex = (place: string, i: number): Index => [
  {
    [`escalatedTo.${i}`]: 1,
    owes: 1,
    state: 1,
    [`roseAt.${place}`]: -1,
    _id: -1,
    dueAt: 1,
    level: 1,
    purpose: 1,
  },
  { partialFilterExpression: { [`escalatedTo.${i}`]: { $exists: true } }, name: risenIndexName(place) },
]

const sender = part<Tapal['sender']>({
  office: { type: String, required: true },
  seat: { type: String, required: true },
})

const reason = part<Reason>({ code: { type: String, required: true }, of: String })

const desk = part<Desk>({ from: String, to: { type: String, required: true }, file: String })

const escalation = part<NonNullable<TapalEvent['escalation']>>({
  level: { type: Number, required: true },
  seat: { type: String, default: null },
})

const event = part<TapalEvent>({
  sequence: { type: Number, required: true },
  kind: { type: String, enum: EVENT_KINDS, required: true },
  from: { type: String, enum: TAPAL_STATES, required: true },
  to: { type: String, enum: TAPAL_STATES, required: true },
  cause: { type: String, required: true },
  actor: { type: actorPart, required: true },
  at: { type: Date, required: true },
  attempt: Number,
  code: String,
  answer: String,
  desk,
  escalation,
  dueAt: Date,
  clock: String,
  key: String,
  content: String,
  reason: String,
})

const clockChange = part<Pick<ClockChange, 'what' | 'at' | 'by' | 'reason'> & { term: Term }>({
  what: { type: String, enum: CLOCK_CHANGES, required: true },
  at: { type: Date, required: true },
  by: { type: String, required: true },
  reason: { type: String, required: true },
  term: termPart,
})

const clock = part<TapalClock>({
  kind: { type: String, enum: CLOCK_KINDS, required: true },
  since: { type: Date, required: true },
  dueAt: { type: Date, default: null },
  nextAt: { type: Date, default: null },
  level: { type: Number, required: true },
  toldTo: { type: [String], default: undefined },
  changes: { type: [clockChange], default: undefined },
})

const serviceLevel = part<LevelName>({
  id: { type: String, required: true },
  version: { type: Number, required: true },
})

const claim = part<NonNullable<Tapal['claim']>>({
  id: { type: String, required: true },
  until: { type: Date, required: true },
})

const lease = part<Lease>({
  id: { type: String, required: true },
  until: { type: Date, required: true },
  given: { type: Number, required: true },
})

const withdrawal = part<Withdrawal>({
  at: { type: Date, required: true },
  tries: { type: Number, required: true },
  unseen: { type: Boolean, required: true },
})

const diary = part<Diary>({
  number: { type: String, required: true },
  date: { type: Date, required: true },
})

const mailLink = part<MailLink>({
  number: { type: Number, required: true },
  since: { type: Date, required: true },
})

const refusal = part<Refusal>({
  code: { type: String, required: true },
  reason: { type: String, required: true },
  rightOffice: { type: String, default: null },
})

const roseAt = part<RoseAt>({ p0: Date, p1: Date, p2: Date, p3: Date, p4: Date })

export const tapalCollection = declare<TapalRow>(
  'tapals',
  {
    _id: String,
    dispatch: { type: String, required: true },
    sender: { type: sender, required: true },
    office: { type: String, required: true },
    seat: { type: String, required: true },
    district: { type: String, default: '' },
    department: { type: String, default: '' },
    purpose: { type: String, enum: PURPOSES, required: true },
    addressedTo: [String],
    why: { type: [reason], default: () => [] },
    documentKeys: { type: [String], default: () => [] },
    hop: { type: Number, required: true },
    urgency: { type: String, enum: URGENCIES, required: true },
    rank: { type: Number, required: true },
    mechanism: { type: String, enum: MECHANISMS, required: true },
    endpoint: { type: String, required: true },
    shard: { type: Number, required: true },
    taking: { type: String, enum: TAKING_RULES, required: true },
    times: { type: timesPart, required: true },
    serviceLevel,
    state: { type: String, enum: TAPAL_STATES, required: true },
    sequence: { type: Number, required: true },
    events: { type: [event], required: true },
    attempts: { type: Number, required: true },
    nextAttemptAt: { type: Date, default: null },
    lastAskedAt: { type: Date, default: null },
    claim: { type: claim, default: null },
    lease: { type: lease, default: null },
    parked: { type: Boolean, required: true },
    withdrawOwed: { type: Boolean, required: true },
    withdrawal: { type: withdrawal, default: null },
    reference: { type: String, default: null },
    inwardNumber: { type: String, default: null },
    diary: { type: diary, default: null },
    postalNumber: { type: String, default: null },
    mailLink: { type: mailLink, default: null },
    refusal: { type: refusal, default: null },
    clocks: { type: [clock], default: () => [] },
    owes: { type: Boolean, required: true },
    dueAt: { type: Date, default: null },
    level: { type: Number, required: true },
    escalatedTo: [String],
    roseAt: { type: roseAt, default: () => ({}) },
    deliveredAt: { type: Date, default: null },
    acknowledgedAt: { type: Date, default: null },
    openedAt: { type: Date, default: null },
    remindedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    followedTo: { type: Number, required: true },
    followed: { type: Boolean, required: true },
    trouble: { type: String, default: '' },
    test: testMarkPart,
  },
  [
    [{ dispatch: 1, office: 1, seat: 1, hop: 1 }, { unique: true }],
    [
      { dispatch: 1, mechanism: 1, shard: 1, nextAttemptAt: 1 },
      { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } },
    ],
    // What is counted of a letter is read off the keys; its ledger is in their order, state by state.
    [
      { dispatch: 1, state: 1, district: 1, office: 1, _id: 1, department: 1, purpose: 1 },
      { name: LEDGER_INDEX },
    ],
    [{ dispatch: 1, dueAt: 1 }, { partialFilterExpression: { owes: true } }],
    [
      { endpoint: 1, parked: 1, rank: -1, createdAt: 1 },
      { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } },
    ],
    [{ parked: 1, endpoint: 1 }, { partialFilterExpression: { parked: true } }],
    [{ dueAt: 1 }, { partialFilterExpression: { owes: true }, name: 'overdue' }],
    [
      { dispatch: 1, endpoint: 1 },
      { partialFilterExpression: { withdrawOwed: true }, name: 'withdrawals' },
    ],
    // What lies ready for agents that come for it: whether it is free is read off the keys. Letters by other ways are in neither.
    [
      { endpoint: 1, rank: -1, createdAt: 1, _id: 1, office: 1, 'lease.until': 1, 'lease.id': 1 },
      { partialFilterExpression: { mechanism: 'pull', state: 'handed-over' }, name: SHELF_INDEX },
    ],
    [
      { endpoint: 1, _id: 1 },
      { partialFilterExpression: { mechanism: 'pull', withdrawOwed: true }, name: 'withdrawals-to-fetch' },
    ],
    [{ 'withdrawal.at': 1 }, { partialFilterExpression: { withdrawOwed: true }, name: 'withdrawals-due' }],
    [FOLLOWED_INDEX, { partialFilterExpression: { followed: false } }],
    // The views of an inbox: what a view asks for beside its first fields is read off the keys.
    [
      { seat: 1, owes: 1, state: 1, deliveredAt: -1, _id: -1, dueAt: 1, level: 1, purpose: 1 },
      { name: 'inbox-by-arrival' },
    ],
    ...RISE_PLACES.map(risenIndex),
    [{ office: 1, _id: -1 }],
    // Who was sent a document; for a seat also where it acts for an office that is not its own.
    [{ documentKeys: 1, office: 1 }],
    [{ documentKeys: 1, seat: 1 }],
    [{ escalatedTo: 1, owes: 1, state: 1, deliveredAt: -1, _id: -1 }, { name: 'risen-by-arrival' }],
    [{ state: 1, dueAt: 1 }, { partialFilterExpression: { state: 'failed' } }],
    // The operator's desk: rows of letters that are well are in neither, so they cost an ordinary letter nothing.
    [
      { state: 1, parked: 1, _id: 1, trouble: 1, mechanism: 1, office: 1, createdAt: 1 },
      { partialFilterExpression: { trouble: { $gt: '' } }, name: DESK_INDEX },
    ],
    [
      { endpoint: 1, state: 1, parked: 1, _id: 1, trouble: 1, mechanism: 1, office: 1, createdAt: 1 },
      { partialFilterExpression: { trouble: { $gt: '' } }, name: DESK_OF_ENDPOINT_INDEX },
    ],
  ],
)

/** Tapals of the sandbox. */
export const testTapalCollection = alsoAs('test-tapals', tapalCollection, [testerIndex('office')])
