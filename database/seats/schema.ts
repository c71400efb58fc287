// Seats: posts in offices; inboxes and escalation use seats, never persons.

import { Schema } from 'mongoose'
import type { Seat } from '../../domain/office/office'

export interface SeatRow extends Omit<Seat, 'id'> {
  _id: string
}

export const seatSchema = new Schema<SeatRow>(
  {
    _id: String,
    office: { type: String, default: '' },
    designation: { type: String, required: true },
    designationMl: { type: String, default: '' },
    section: { type: String, default: '' },
    reportsTo: { type: String, default: null },
    email: { type: String, default: '' },
  },
  { versionKey: false, strict: 'throw' },
)

seatSchema.index({ office: 1, _id: 1 })
seatSchema.index({ reportsTo: 1 })
