// The dated facts of a seat: to whom it reports and who stands in for its holder.

import { saidSince, withPast } from '../office/dated'
import type { Seat, SeatFacts } from './seat'

const NAMES = ['reportsTo', 'linkOfficer'] as const satisfies readonly (keyof SeatFacts)[]

/** The seat as it was at the instant, in all that is dated here; as it is now where nothing else is known. */
export function seatAt(seat: Seat, at: Date): Seat {
  if (seat.earlier.length === 0) return seat
  const { reportsTo = null, linkOfficer = null } = saidSince<SeatFacts>(seat, at)[0] ?? seat
  return { ...seat, reportsTo, linkOfficer }
}

/** The seat after a change at the instant, with what held before among its earlier facts. */
export function withSeatPast(before: Seat, after: Seat, at: Date): Seat {
  return withPast<SeatFacts, Seat>(NAMES, before, after, at)
}
