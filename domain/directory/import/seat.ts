// Seats as rows of a list.

import { LISTED_ID } from '../../common/text/code'
import { MAX_MAIL_ADDRESS, mailAddressFault } from '../../common/text/mail-address'
import { OFFICE_CODE } from '../office/fields'
import { withSeatPast } from '../seat/facts'
import { newSeat, type Seat, SEAT_ROLES } from '../seat/seat'
import {
  choice,
  code,
  date,
  flag,
  list,
  needed,
  PLAIN_ID,
  ruled,
  SEAT_ID,
  text,
} from '../../common/table/columns'
import { changedBy, setFields } from './fields'
import type { List } from './list'
import { type CellsOf, readCells, writeCells } from '../../common/table/table'

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
  email: ruled(MAX_MAIL_ADDRESS, ['mail'], mailAddressFault),
  activeFrom: date(['from']),
  activeUntil: date(['until']),
  /** Whether it takes the letters to its office as a whole. */
  inward: flag(['inward seat']),
}

export type SeatCells = CellsOf<typeof columns>

/** A seat, with whether its office names it as the one that takes its letters. */
export const SEATS: List<SeatCells, Seat & { inward?: boolean }> = {
  thing: 'seat',
  columns,
  key: 'id',
  newKey: LISTED_ID,
  unique: [
    { by: ['key'], column: 'id', code: 'import-duplicate' },
    { by: ['cells.office'], where: 'cells.inward', column: 'inward', code: 'import-inward-twice' },
  ],
  read: (row) => readCells(columns, row, ['activeFrom', 'activeUntil']),
  rows: (seat) => [writeCells(columns, { inward: false, ...seat })],
}

/**
 * The seat after the row; the same object where nothing changes. What the list has no column for stays. Facts that no
 * longer hold from the instant on are kept as earlier ones.
 */
export function seatAfter(before: Seat | null, { inward: _inward, ...cells }: SeatCells, at: Date): Seat {
  const { id, office, designation } = cells
  const fields = setFields(cells)
  return before
    ? withSeatPast(before, changedBy(before, fields), at)
    : newSeat({ ...fields, id, office, designation })
}
