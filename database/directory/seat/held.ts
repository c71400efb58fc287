// Pieces of aggregations that find who has the duty of seats, within the same round trip as the seats.

import { type Charge, type Duty, dutyOf } from '../../../domain/directory/charge/charge'
import type { Seat } from '../../../domain/directory/seat/seat'
import { chargesOfAsked, lineFrom } from '../charge/duties'
import { asCharge, type ChargeRow } from '../charge/schema'
import { asSeat, type SeatRow } from './schema'

/** A seat with who has its duty at an instant. */
export interface HeldSeat extends Seat {
  duty: Duty
  /** Name of its own holder, or null while it is vacant. */
  holder: string | null
  /** Name of who acts for it. */
  acting: string | null
}

/** What the stages leave beside the seats: the seats above them, the charges of all, and the names of their holders. */
export interface HeldFields {
  line: SeatRow[]
  charges: ChargeRow[]
  employees: { _id: string; name: string }[]
}

/** Joins the names of those who hold the charges, as `employees`. */
export const holderNames = {
  $lookup: {
    from: 'employees',
    localField: 'charges.employee',
    foreignField: '_id',
    pipeline: [{ $project: { name: 1 } }],
    as: 'employees',
  },
}

/** Stages for documents that have their seats as an array under `seats`. */
export function heldStages(at: Date): Record<string, unknown>[] {
  return [
    lineFrom('$seats.reportsTo'),
    { $set: { asked: { $setUnion: ['$seats._id', '$seats.linkOfficer', '$line._id'] } } },
    chargesOfAsked(at),
    holderNames,
    { $unset: 'asked' },
  ]
}

/** The seats with their duties, by the rule of dutyOf. */
export function heldSeats(seats: readonly SeatRow[], found: HeldFields, at: Date): HeldSeat[] {
  const names = new Map(found.employees.map(({ _id, name }) => [_id, name]))
  const line = new Map([...found.line, ...seats].map((row) => [row._id, row]))
  const charges = new Map<string, Charge[]>()
  for (const row of found.charges) charges.set(row.seat, [...(charges.get(row.seat) ?? []), asCharge(row)])
  const nameOf = (pen: string | null) => (pen === null ? null : (names.get(pen) ?? null))
  return seats.map((row) => {
    const seat = asSeat(row)
    const above = (id: string) => {
      const next = line.get(id)
      return next && asSeat(next)
    }
    const duty = dutyOf(seat, above, (id) => charges.get(id) ?? [], at)
    const acting = nameOf(duty.employee)
    return { ...seat, duty, acting, holder: duty.actingSeat === seat.id ? acting : null }
  })
}
