// The part of the directory that is read so far. Notes each look-up of a missing row, so that rows are read in bulk.

import type { Calendar } from '../../common/clock/calendar'
import type { Charge } from '../../directory/charge/charge'
import type { Office } from '../../directory/office/office'
import type { Seat, SeatRole } from '../../directory/seat/seat'

/** The properties of an office that decide a route. */
export type RoutedOffice = Pick<
  Office,
  | 'code'
  | 'kind'
  | 'department'
  | 'district'
  | 'path'
  | 'factsFrom'
  | 'earlier'
  | 'activeFrom'
  | 'activeUntil'
  | 'fitToReceive'
  | 'succession'
  | 'intermediaries'
  | 'calendar'
  | 'inwardSeat'
  | 'profiles'
>

/** The look-ups that routing makes. A row that does not exist, or is not read yet, is undefined or empty. */
export interface DirectoryView {
  office(code: string): RoutedOffice | undefined
  seat(id: string): Seat | undefined
  /** The seats of an office with a role, by id. */
  withRole(office: string, role: SeatRole): readonly Seat[]
  charges(seat: string): readonly Charge[] | undefined
  calendar(id: string): Calendar | undefined
}

/** The rows that were looked up and are not read yet. */
export interface Lacking {
  offices: Set<string>
  seats: Set<string>
  roles: Map<string, { office: string; role: SeatRole }>
  charges: Set<string>
  calendars: Set<string>
}

/** The view is emptied when it holds more rows than this; rows are read again when needed. */
const KEPT = 20_000

export function createView() {
  const offices = new Map<string, RoutedOffice | undefined>()
  const seats = new Map<string, Seat | undefined>()
  const roles = new Map<string, readonly Seat[]>()
  const charges = new Map<string, readonly Charge[]>()
  const calendars = new Map<string, Calendar | undefined>()
  let lacking = nothing()
  let asked = false

  const look = <Row>(rows: Map<string, Row>, key: string, note: () => void): Row | undefined => {
    const row = rows.get(key)
    if (row === undefined && !rows.has(key)) {
      asked = true
      note()
    }
    return row
  }
  const roleKey = (office: string, role: SeatRole): string => `${office}\n${role}`
  const view: DirectoryView = {
    office: (code) => look(offices, code, () => lacking.offices.add(code)),
    seat: (id) => look(seats, id, () => lacking.seats.add(id)),
    withRole: (office, role) => {
      const key = roleKey(office, role)
      return look(roles, key, () => lacking.roles.set(key, { office, role })) ?? []
    },
    charges: (seat) => look(charges, seat, () => lacking.charges.add(seat)),
    calendar: (id) => look(calendars, id, () => lacking.calendars.add(id)),
  }

  return {
    view,

    /** Whether a row was looked up since the last call that is not read yet. */
    lacked(): boolean {
      const was = asked
      asked = false
      return was
    },

    /** All rows looked up and not read since the last call. */
    takeLacking(): Lacking {
      const was = lacking
      lacking = nothing()
      return was
    },

    learnOffices(codes: Iterable<string>, found: ReadonlyMap<string, RoutedOffice>): void {
      for (const code of codes) offices.set(code, found.get(code))
    },

    learnSeats(ids: Iterable<string>, found: ReadonlyMap<string, Seat>): void {
      for (const id of ids) seats.set(id, found.get(id))
    },

    learnRoles(asked: Lacking['roles'], found: readonly Seat[]): void {
      const sorted = [...found].sort((one, other) => (one.id < other.id ? -1 : 1))
      for (const key of asked.keys()) roles.set(key, [])
      for (const seat of sorted) {
        const key = roleKey(seat.office, seat.role)
        if (asked.has(key)) roles.set(key, [...(roles.get(key) ?? []), seat])
        seats.set(seat.id, seat)
      }
    },

    learnCharges(ids: Iterable<string>, found: readonly Charge[]): void {
      for (const id of ids) charges.set(id, [])
      for (const charge of found) charges.set(charge.seat, [...(charges.get(charge.seat) ?? []), charge])
    },

    learnCalendars(ids: Iterable<string>, found: ReadonlyMap<string, Calendar>): void {
      for (const id of ids) calendars.set(id, found.get(id))
    },

    /** Forgets rows that only one recipient needed; shared superior seats stay, up to a limit. */
    forget(done: Iterable<{ office: string; seat: string | null }>): void {
      for (const { office, seat } of done) {
        offices.delete(office)
        if (seat === null) continue
        seats.delete(seat)
        charges.delete(seat)
      }
      roles.clear()
      for (const kept of [offices, seats, charges]) if (kept.size > KEPT) kept.clear()
    },
  }
}

function nothing(): Lacking {
  return { offices: new Set(), seats: new Set(), roles: new Map(), charges: new Set(), calendars: new Set() }
}
