// The part of the directory that is read so far. Notes each look-up of a missing row, so that rows are read in bulk.

import type { Calendar } from '../../common/clock/calendar'
import type { Charge } from '../../directory/charge/charge'
import { officeAt } from '../../directory/office/facts'
import type { Office } from '../../directory/office/office'
import { seatAt } from '../../directory/seat/facts'
import type { Seat, SeatRole } from '../../directory/seat/seat'
import type { EndpointStanding } from '../endpoint/endpoint'

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
  /** How an endpoint stands now, whatever the instant of the route. */
  endpoint(id: string): EndpointStanding | undefined
}

/** The rows that were looked up and are not read yet. */
export interface MissingRows {
  offices: Set<string>
  seats: Set<string>
  roles: Map<string, { office: string; role: SeatRole }>
  charges: Set<string>
  calendars: Set<string>
  endpoints: Set<string>
}

/** The view is emptied when it holds more rows than this; rows are read again when needed. */
const MOST_ROWS = 20_000

/** What is known of the directory: a key without a row that was read stands with undefined or nothing. */
function emptyRows() {
  return {
    offices: new Map<string, RoutedOffice | undefined>(),
    seats: new Map<string, Seat | undefined>(),
    roles: new Map<string, readonly Seat[]>(),
    charges: new Map<string, readonly Charge[]>(),
    calendars: new Map<string, Calendar | undefined>(),
    endpoints: new Map<string, EndpointStanding>(),
  }
}
type Rows = ReturnType<typeof emptyRows>

/** The directory as it was at the instant, of which nothing is read yet. */
export function createView(at: Date) {
  const rows = emptyRows()
  return { ...lookUps(rows), ...learning(rows, at), forget: forgetting(rows) }
}

const roleKey = (office: string, role: SeatRole): string => `${office}\n${role}`

function lookUps({ offices, seats, roles, charges, calendars, endpoints }: Rows) {
  let missing = nothing()
  let anyMissing = false
  const look = <Row>(rows: Map<string, Row>, key: string, note: () => void): Row | undefined => {
    const row = rows.get(key)
    if (row === undefined && !rows.has(key)) {
      anyMissing = true
      note()
    }
    return row
  }
  const view: DirectoryView = {
    office: (code) => look(offices, code, () => missing.offices.add(code)),
    seat: (id) => look(seats, id, () => missing.seats.add(id)),
    withRole: (office, role) => {
      const key = roleKey(office, role)
      return look(roles, key, () => missing.roles.set(key, { office, role })) ?? []
    },
    charges: (seat) => look(charges, seat, () => missing.charges.add(seat)),
    calendar: (id) => look(calendars, id, () => missing.calendars.add(id)),
    endpoint: (id) => look(endpoints, id, () => missing.endpoints.add(id)),
  }
  return {
    view,

    /** Whether a row was looked up since the last call that is not read yet. */
    hasMissing(): boolean {
      const was = anyMissing
      anyMissing = false
      return was
    },

    /** All rows looked up and not read since the last call. */
    takeMissing(): MissingRows {
      const was = missing
      missing = nothing()
      return was
    },
  }
}

/** Takes in what was read; a key that was asked for and has no row is known to have none. */
function learning({ offices, seats, roles, charges, calendars, endpoints }: Rows, at: Date) {
  return {
    learnOffices(codes: Iterable<string>, rows: ReadonlyMap<string, RoutedOffice>): void {
      for (const code of codes) {
        const office = rows.get(code)
        offices.set(code, office && officeAt(office, at))
      }
    },

    learnSeats(ids: Iterable<string>, rows: ReadonlyMap<string, Seat>): void {
      for (const id of ids) {
        const seat = rows.get(id)
        seats.set(id, seat && seatAt(seat, at))
      }
    },

    learnRoles(lookUps: MissingRows['roles'], rows: readonly Seat[]): void {
      const sorted = rows.map((seat) => seatAt(seat, at)).sort((one, other) => (one.id < other.id ? -1 : 1))
      for (const key of lookUps.keys()) roles.set(key, [])
      for (const seat of sorted) {
        const key = roleKey(seat.office, seat.role)
        if (lookUps.has(key)) roles.set(key, [...(roles.get(key) ?? []), seat])
        seats.set(seat.id, seat)
      }
    },

    learnCharges(ids: Iterable<string>, rows: readonly Charge[]): void {
      for (const id of ids) charges.set(id, [])
      for (const charge of rows) charges.set(charge.seat, [...(charges.get(charge.seat) ?? []), charge])
    },

    learnCalendars(ids: Iterable<string>, rows: ReadonlyMap<string, Calendar>): void {
      for (const id of ids) calendars.set(id, rows.get(id))
    },

    learnEndpoints(ids: Iterable<string>, standing: (id: string) => EndpointStanding): void {
      for (const id of ids) endpoints.set(id, standing(id))
    },
  }
}

/** Forgets rows that only one recipient needed; shared superior seats stay, up to a limit. */
function forgetting({ offices, seats, roles, charges }: Rows) {
  return (routes: Iterable<{ office: string; seat: string | null }>): void => {
    for (const { office, seat } of routes) {
      offices.delete(office)
      if (seat === null) continue
      seats.delete(seat)
      charges.delete(seat)
    }
    roles.clear()
    for (const rows of [offices, seats, charges]) if (rows.size > MOST_ROWS) rows.clear()
  }
}

function nothing(): MissingRows {
  return {
    offices: new Set(),
    seats: new Set(),
    roles: new Map(),
    charges: new Set(),
    calendars: new Set(),
    endpoints: new Set(),
  }
}
