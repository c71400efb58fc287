// Seats: posts in offices; inboxes and escalation use seats, never persons.

import { Schema } from 'mongoose'
import { SEAT_ROLES, type Seat } from '../../../domain/directory/seat/seat'

export interface SeatRow extends Omit<Seat, 'id'> {
  _id: string
}

export const seatSchema = new Schema<SeatRow>(
  {
    _id: String,
    office: { type: String, default: '' },
    designation: { type: String, required: true },
    designationMl: { type: String, default: '' },
    wing: { type: String, default: '' },
    section: { type: String, default: '' },
    role: { type: String, enum: SEAT_ROLES, required: true },
    reportsTo: { type: String, default: null },
    linkOfficer: { type: String, default: null },
    services: [String],
    sanctionedPost: { type: String, default: null },
    email: { type: String, default: '' },
    activeFrom: { type: Date, default: null },
    activeUntil: { type: Date, default: null },
    version: { type: Number, required: true },
  },
  { versionKey: false, strict: 'throw' },
)

seatSchema.index({ office: 1, _id: 1 })
seatSchema.index({ reportsTo: 1 })
seatSchema.index({ linkOfficer: 1 })
seatSchema.index({ sanctionedPost: 1 }, { sparse: true })
seatSchema.index({ office: 1, role: 1 })
