// The audit log: one entry per change of state, copied from the record of the change itself.

import { declare, part } from '../../common/collection'
import type { Vouched } from '../../../domain/access/audit/personal'
import type { Actor } from '../../../domain/letters/tapal/event'
import { actorPart } from '../../common/actor'

const AUDITED = [
  'tapal',
  'dispatch',
  'document',
  'endpoint',
  'agent',
  'session',
  'office',
  'seat',
  'sanctioned-post',
  'employee',
  'charge',
  'handover',
  'group',
  'routing-rule',
  'service-level',
  'calendar',
  'import',
  /** An act of the operator's desk on many letters. */
  'job',
  /** A subject of a case that is no letter. */
  'case',
] as const

/** Where an entry stands in the chain of the log, and by what its personal values can be checked. */
export interface ChainPlace {
  sequence: number
  /** Hash of the link before. */
  previous: string
  hash: string
  vouched: Vouched[]
}

export interface AuditRow {
  /** Made of the thing and the change (`entryId`), so that a change is entered once. */
  _id: string
  thing: (typeof AUDITED)[number]
  subject: string
  what: string
  from: string | null
  to: string | null
  /** Fields of an edited row that differ, as they were and as they became; names of persons by their number only. */
  before?: Record<string, unknown>
  after?: Record<string, unknown>
  actor: Actor
  at: Date
  /** Null until the entry has got its place, which is soon after it was written. */
  chain?: ChainPlace | null
}

const vouched = part<Vouched>({
  path: { type: String, required: true },
  salt: { type: String, default: '' },
  digest: { type: String, required: true },
})

const place = part<ChainPlace>({
  sequence: { type: Number, required: true },
  previous: { type: String, required: true },
  hash: { type: String, required: true },
  vouched: { type: [vouched], default: () => [] },
})

export const auditCollection = declare<AuditRow>(
  'audit',
  {
    _id: String,
    thing: { type: String, enum: AUDITED, required: true },
    subject: { type: String, required: true },
    what: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
    before: Object,
    after: Object,
    actor: { type: actorPart, required: true },
    at: { type: Date, required: true },
    chain: { type: place, default: null },
  },
  [
    [{ subject: 1, at: 1 }],
    [{ at: 1 }],
    // Entries of before the chain have no such field, and are found all the same.
    [
      { at: 1, _id: 1 },
      { name: 'unchained', partialFilterExpression: { chain: null } },
    ],
    [{ 'chain.sequence': 1 }, { unique: true, partialFilterExpression: { 'chain.sequence': { $gt: 0 } } }],
  ],
)
