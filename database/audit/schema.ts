// The audit log: one entry per change of state, copied from the record of the change itself.

import { Schema } from 'mongoose'
import type { Actor } from '../../domain/tapal/event'

export interface AuditRow {
  /** `<thing>:<sequence>`, so that a change is entered once. */
  _id: string
  thing: 'tapal' | 'dispatch' | 'endpoint' | 'agent' | 'session' | 'office'
  subject: string
  what: string
  from: string | null
  to: string | null
  actor: Actor
  at: Date
}

export const auditSchema = new Schema<AuditRow>(
  {
    _id: String,
    thing: { type: String, required: true },
    subject: { type: String, required: true },
    what: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
    actor: { type: Schema.Types.Mixed, required: true } as never,
    at: { type: Date, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

auditSchema.index({ subject: 1, at: 1 })
auditSchema.index({ at: 1 })
