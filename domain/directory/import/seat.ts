// Seats as rows of a list.

import { choice, code, date, flag, list, needed, PLAIN_ID, SEAT_ID, text } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { LISTED_ID } from '../../common/text/code'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'
import { changedBy } from '../office/dated'
import { OFFICE_CODE } from '../office/fields'
import { withSeatPast } from '../seat/facts'
import { newSeat, SEAT_ROLES, type Seat } from '../seat/seat'
import type { List } from './list'

const columns = {
  id: needed(code(SEAT_ID, ['seat', 'seat id', 'post id'])),
  office: needed(code(OFFICE_CODE, ['office code'])),
  designation: needed(text(200, ['post'])),
  designationMl: text(200, ['designation malayalam']),
  wing: text(200),
  section: text(200),
  role: choice(SEAT_ROLES),
  reportsTo: code(SEAT_ID, ['seat above', 'reporting seat']),
  linkOfficer: code(SEAT_ID),
  services: list(4_000),
  sanctionedPost: code(PLAIN_ID),
  email: text(MAX_MAIL_ADDRESS, ['mail'], { faultOf: mailAddressFault }),
  activeFrom: date(['from']),
  activeUntil: date(['until']),
  /** Whether it takes the letters to its office as a whole. */
  inward: flag(['inward seat']),
}

export type SeatCells = CellsOf<typeof columns>

/** A seat, with whether its office names it as the one that takes its letters. */
export const SEATS: List<typeof columns, Seat> = {
  thing: 'seat',
  columns,
  key: 'id',
  newKey: LISTED_ID,
  unique: [
    { by: ['id'], code: 'import-duplicate' },
    { by: ['office'], where: 'inward', code: 'import-inward-twice' },
  ],
  references: [
    { field: 'office', to: 'office', code: 'import-office-unknown', administered: true },
    { field: 'reportsTo', to: 'seat', code: 'import-seat-unknown' },
    { field: 'linkOfficer', to: 'seat', code: 'import-seat-unknown' },
  ],
  span: ['activeFrom', 'activeUntil'],
  after: seatAfter,
}

/**
 * The seat after the row; the same object where nothing changes. What the list has no column for stays. Facts that no
 * longer hold from the instant on are kept as earlier ones.
 */
export function seatAfter(before: Seat | null, { inward: _inward, ...cells }: SeatCells, at: Date): Seat {
  return before ? withSeatPast(before, changedBy(before, cells), at) : newSeat(cells)
}
