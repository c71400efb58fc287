// The audit log: one entry per change of state, copied from the record of the change itself.

import { declare } from '../../common/collection'
import type { Actor } from '../../../domain/letters/tapal/event'
import { actorPart } from '../../common/actor'

const AUDITED = [
  'tapal',
  'dispatch',
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
  'calendar',
  'import',
  /** A subject of a case that is no letter. */
  'case',
] as const

export interface AuditRow {
  /** `<thing>:<sequence>`, so that a change is entered once. */
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
}

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
  },
  [[{ subject: 1, at: 1 }], [{ at: 1 }]],
)
