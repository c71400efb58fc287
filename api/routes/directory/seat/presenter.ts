// Seats as the API returns them.

import type { Seat } from '../../../../domain/directory/seat/seat'
import type { SeatResponse } from './schema'

/** The response before its instants are written as JSON. */
export type Dated<T> = Omit<T, 'activeFrom' | 'activeUntil'> & Pick<Seat, 'activeFrom' | 'activeUntil'>

export function presentSeat(seat: Seat, holder: string | null): Dated<SeatResponse> {
  const { id, office, designation, designationMl, wing, section, role, reportsTo, linkOfficer } = seat
  const { services, sanctionedPost, email, activeFrom, activeUntil, version } = seat
  return {
    id,
    office,
    designation,
    designationMl: designationMl || designation,
    wing,
    section,
    role,
    reportsTo,
    linkOfficer,
    services,
    sanctionedPost,
    email,
    activeFrom,
    activeUntil,
    version,
    holder,
  }
}
