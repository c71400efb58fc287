// Handovers of seats, with the list that both sides signed.

import { Schema } from 'mongoose'
import { CHARGE_KINDS } from '../../../domain/directory/charge/charge'
import { type Handover, HANDOVER_STATES } from '../../../domain/directory/handover/handover'

export interface HandoverRow extends Omit<Handover, 'id'> {
  _id: string
}

const { Mixed } = Schema.Types

export const handoverSchema = new Schema<HandoverRow>(
  {
    _id: String,
    seat: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, required: true },
    charge: { type: String, default: null },
    kind: { type: String, enum: CHARGE_KINDS, required: true },
    state: { type: String, enum: HANDOVER_STATES, required: true },
    oneSided: { type: Boolean, required: true },
    reason: { type: String, default: '' },
    note: { type: String, default: '' },
    givenAt: { type: Date, required: true },
    givenBy: { type: String, required: true },
    leftAtOnce: { type: Boolean, required: true },
    takenAt: { type: Date, default: null },
    items: { type: [Mixed], required: true } as never,
    counts: { _id: false, tapals: Number, dispatches: Number, overdue: Number },
  },
  { versionKey: false, strict: 'throw' },
)

handoverSchema.index({ seat: 1, _id: -1 })
handoverSchema.index({ to: 1, _id: -1 })
handoverSchema.index({ from: 1, _id: -1 })
// A seat is given to one at a time.
handoverSchema.index(
  { seat: 1 },
  { unique: true, partialFilterExpression: { state: 'given' }, name: 'one-open' },
)
