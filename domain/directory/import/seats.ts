// Seats as rows of a list: what the cells say, and what a seat is after them.

import { newSeat, type Seat, SEAT_ROLES, type SeatRole } from '../seat/seat'
import { OFFICE_CODE, PLAIN_ID, SEAT_ID } from './codes'
import { dateCell } from './dates'
import { changedBy, given } from './given'
import { type Column, type RowReader } from './sheet'

export const SEAT_COLUMNS: readonly Column[] = [
  { name: 'id', alsoNamed: ['seat', 'seat id', 'post id'], needed: true },
  { name: 'office', alsoNamed: ['office code'], needed: true },
  { name: 'designation', alsoNamed: ['post'], needed: true },
  { name: 'designation_ml', alsoNamed: ['designation malayalam'] },
  { name: 'wing' },
  { name: 'section' },
  { name: 'role' },
  { name: 'reports_to', alsoNamed: ['seat above', 'reporting seat'] },
  { name: 'link_officer' },
  { name: 'services' },
  { name: 'sanctioned_post' },
  { name: 'email', alsoNamed: ['mail'] },
  { name: 'active_from', alsoNamed: ['from'] },
  { name: 'active_until', alsoNamed: ['until'] },
  { name: 'inward', alsoNamed: ['inward seat'] },
]

/** What a row says of a seat; undefined for what its list has no column for. */
export interface SeatCells {
  id: string
  office: string
  designation: string
  designationMl?: string | undefined
  wing?: string | undefined
  section?: string | undefined
  role?: SeatRole | undefined
  reportsTo?: string | null | undefined
  linkOfficer?: string | null | undefined
  services?: string[] | undefined
  sanctionedPost?: string | null | undefined
  email?: string | undefined
  activeFrom?: Date | null | undefined
  activeUntil?: Date | null | undefined
  /** Whether it takes the letters to its office as a whole. */
  inward: boolean
}

/** Null where the row has faults; they stand in the reader. */
export function readSeat(row: RowReader): SeatCells | null {
  const { from, until } = row.span('active_from', 'active_until')
  const cells = {
    id: row.code('id', SEAT_ID),
    office: row.code('office', OFFICE_CODE),
    designation: row.needed('designation', 200),
    designationMl: row.text('designation_ml', 200),
    wing: row.text('wing', 200),
    section: row.text('section', 200),
    role: row.choice('role', SEAT_ROLES) ?? undefined,
    reportsTo: row.codeOrNone('reports_to', SEAT_ID),
    linkOfficer: row.codeOrNone('link_officer', SEAT_ID),
    services: row.list('services', 4_000),
    sanctionedPost: row.codeOrNone('sanctioned_post', PLAIN_ID),
    email: row.text('email', 200),
    activeFrom: from,
    activeUntil: until,
    inward: row.flag('inward') ?? false,
  }
  const { id, office, designation } = cells
  if (row.faults.length > 0 || id === undefined || office === undefined || designation === undefined)
    return null
  return { ...cells, id, office, designation }
}

/** The seat after the row; the same object where nothing changes. What the list has no column for stays. */
export function seatAfter(before: Seat | null, { inward: _inward, ...cells }: SeatCells): Seat {
  const { id, office, designation } = cells
  const fields = given(cells)
  return before ? changedBy(before, fields) : newSeat({ ...fields, id, office, designation })
}

/** The cells of a seat, by the columns of the list. */
export function seatCells(seat: Seat, inward: boolean): Record<string, string> {
  return {
    id: seat.id,
    office: seat.office,
    designation: seat.designation,
    designation_ml: seat.designationMl,
    wing: seat.wing,
    section: seat.section,
    role: seat.role,
    reports_to: seat.reportsTo ?? '',
    link_officer: seat.linkOfficer ?? '',
    services: seat.services.join('; '),
    sanctioned_post: seat.sanctionedPost ?? '',
    email: seat.email,
    active_from: dateCell(seat.activeFrom),
    active_until: dateCell(seat.activeUntil),
    inward: inward ? 'yes' : '',
  }
}
