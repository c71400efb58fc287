// Seats: posts in offices; inboxes and escalation use seats, never persons.

import { declare, part } from '../../common/collection'
import type { Piece } from '../../../domain/directory/office/office'
import { SEAT_ROLES, type Seat, type SeatFacts } from '../../../domain/directory/seat/seat'

export interface SeatRow extends Omit<Seat, 'id'> {
  _id: string
  /** Counts the changes of the seat's charges, so that two at once meet here. */
  chargesChanged?: number
}

const facts = {
  reportsTo: { type: String, default: null },
  linkOfficer: { type: String, default: null },
}

const earlierFacts = part<Piece<SeatFacts>>({
  ...facts,
  from: { type: Date, default: null },
  until: { type: Date, required: true },
})

export const seatCollection = declare<SeatRow>(
  'seats',
  {
    _id: String,
    office: { type: String, default: '' },
    designation: { type: String, required: true },
    designationMl: { type: String, default: '' },
    wing: { type: String, default: '' },
    section: { type: String, default: '' },
    role: { type: String, enum: SEAT_ROLES, required: true },
    ...facts,
    factsFrom: { type: Date, default: null },
    earlier: { type: [earlierFacts], default: [] },
    services: [String],
    sanctionedPost: { type: String, default: null },
    email: { type: String, default: '' },
    activeFrom: { type: Date, default: null },
    activeUntil: { type: Date, default: null },
    chargesChanged: Number,
    version: { type: Number, required: true },
  },
  [
    [{ office: 1, _id: 1 }],
    [{ reportsTo: 1 }],
    [{ linkOfficer: 1 }],
    [{ sanctionedPost: 1 }, { sparse: true }],
    [{ office: 1, role: 1 }],
  ],
)

/** The seat of a stored row. */
export function asSeat(row: SeatRow): Seat {
  const { _id, ...rest } = seatCollection.withDefaults(row)
  return { id: _id, ...rest }
}
