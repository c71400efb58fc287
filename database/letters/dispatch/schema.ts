// Dispatches: the record of what was accepted, and the outbox from which workflows are started.

import { Schema } from 'mongoose'
import {
  CLASSIFICATIONS,
  DISPATCH_STATES,
  type DispatchState,
  LANGUAGES,
  LETTER_KINDS,
  URGENCIES,
} from '../../../domain/letters/dispatch/dispatch'
import type { Dispatch } from '../../../domain/letters/dispatch/record'

export interface DispatchRow extends Omit<Dispatch, 'id'> {
  _id: string
}

/** States in which a run may still have something to do. */
export const NOT_ENDED: DispatchState[] = ['accepted', 'in-progress']

const { Mixed } = Schema.Types

export const dispatchSchema = new Schema<DispatchRow>(
  {
    _id: String,
    caller: { type: String, required: true },
    idempotencyKey: { type: String, required: true },
    requestHash: { type: String, required: true },
    sender: { _id: false, office: String, seat: String, holder: { type: String, default: null } },
    kind: { type: String, enum: LETTER_KINDS, required: true },
    subject: { type: String, required: true },
    letterNumber: { type: String, default: '' },
    letterDate: { type: String, required: true },
    fileNumber: { type: String, default: '' },
    subjectCode: { type: String, default: '' },
    urgency: { type: String, enum: URGENCIES, required: true },
    classification: { type: String, enum: CLASSIFICATIONS, required: true },
    language: { type: String, enum: LANGUAGES, required: true },
    documents: { type: [Mixed], required: true } as never,
    recipients: { type: [Mixed], required: true } as never,
    times: { _id: false, acknowledgeWithinSeconds: Number, escalateEverySeconds: Number },
    number: { type: String, default: null },
    state: { type: String, enum: DISPATCH_STATES, required: true },
    started: { type: Boolean, required: true },
    recall: { type: Mixed, default: null } as never,
    acceptedAt: { type: Date, required: true },
    closedAt: { type: Date, default: null },
  },
  { versionKey: false, strict: 'throw' },
)

dispatchSchema.index({ caller: 1, idempotencyKey: 1 }, { unique: true })
dispatchSchema.index({ started: 1, acceptedAt: 1 }, { partialFilterExpression: { started: false } })
dispatchSchema.index({ 'sender.seat': 1, _id: -1 })
dispatchSchema.index({ 'sender.office': 1, _id: -1 })
dispatchSchema.index({ 'documents.sha256': 1 })
dispatchSchema.index(
  { state: 1, _id: 1 },
  { name: 'not-ended', partialFilterExpression: { state: { $in: NOT_ENDED } } },
)
