// Tapals: one row per recipient, with the whole trace in the row, so that a change and its record are one write.

import { Schema } from 'mongoose'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { TAPAL_STATES } from '../../../domain/letters/tapal/states'
import { MECHANISMS, TAKING_RULES } from '../../../domain/letters/delivery/mechanism'
import { PURPOSES } from '../../../domain/letters/dispatch/recipients'
import { URGENCIES } from '../../../domain/letters/dispatch/dispatch'

export interface TapalRow extends Omit<Tapal, 'id'> {
  _id: string
  /** The audit log, notices and feed have this row's events up to this sequence. */
  followedTo: number
  followed: boolean
  /** Rank of the urgency, so that a queue can be sorted by index. */
  rank: number
}

const { Mixed } = Schema.Types

export const tapalSchema = new Schema<TapalRow>(
  {
    _id: String,
    dispatch: { type: String, required: true },
    sender: { _id: false, office: String, seat: String },
    office: { type: String, required: true },
    seat: { type: String, required: true },
    purpose: { type: String, enum: PURPOSES, required: true },
    addressedTo: [String],
    why: { type: [Mixed], required: true } as never,
    hop: { type: Number, required: true },
    urgency: { type: String, enum: URGENCIES, required: true },
    rank: { type: Number, required: true },
    mechanism: { type: String, enum: MECHANISMS, required: true },
    endpoint: { type: String, required: true },
    shard: { type: Number, required: true },
    taking: { type: String, enum: TAKING_RULES, required: true },
    times: { _id: false, acknowledgeWithinSeconds: Number, escalateEverySeconds: Number },
    state: { type: String, enum: TAPAL_STATES, required: true },
    sequence: { type: Number, required: true },
    events: { type: [Mixed], required: true } as never,
    attempts: { type: Number, required: true },
    nextAttemptAt: { type: Date, default: null },
    claim: { type: Mixed, default: null } as never,
    parked: { type: Boolean, required: true },
    withdrawOwed: { type: Boolean, required: true },
    reference: { type: String, default: null },
    inwardNumber: { type: String, default: null },
    diary: { type: Mixed, default: null } as never,
    postalNumber: { type: String, default: null },
    refusal: { type: Mixed, default: null } as never,
    owes: { type: Boolean, required: true },
    dueAt: { type: Date, default: null },
    level: { type: Number, required: true },
    escalatedTo: [String],
    deliveredAt: { type: Date, default: null },
    acknowledgedAt: { type: Date, default: null },
    openedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
    followedTo: { type: Number, required: true },
    followed: { type: Boolean, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

tapalSchema.index({ dispatch: 1, office: 1, seat: 1, hop: 1 }, { unique: true })
tapalSchema.index(
  { dispatch: 1, mechanism: 1, shard: 1, nextAttemptAt: 1 },
  { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } },
)
tapalSchema.index({ dispatch: 1, dueAt: 1 }, { partialFilterExpression: { owes: true } })
tapalSchema.index(
  { endpoint: 1, parked: 1, rank: -1, createdAt: 1 },
  { partialFilterExpression: { nextAttemptAt: { $type: 'date' } } },
)
tapalSchema.index({ parked: 1, endpoint: 1 }, { partialFilterExpression: { parked: true } })
tapalSchema.index({ dueAt: 1 }, { partialFilterExpression: { owes: true }, name: 'overdue' })
tapalSchema.index({ followed: 1 }, { partialFilterExpression: { followed: false } })
tapalSchema.index({ seat: 1, _id: -1 })
tapalSchema.index({ office: 1, _id: -1 })
tapalSchema.index({ escalatedTo: 1, _id: -1 })
tapalSchema.index({ state: 1, dueAt: 1 }, { partialFilterExpression: { state: 'failed' } })
