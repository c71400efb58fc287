// A small directory in memory, for tables of routes.

import type { Calendar } from '../../../../domain/common/clock/calendar'
import { type Charge, newCharge } from '../../../../domain/directory/charge/charge'
import { newOffice, type Office } from '../../../../domain/directory/office/office'
import { plainProfile } from '../../../../domain/directory/office/profile'
import { newSeat, type Seat } from '../../../../domain/directory/seat/seat'
import type { EndpointStanding } from '../../../../domain/letters/endpoint/endpoint'
import type { RoutedLetter } from '../../../../domain/letters/routing/accepts'
import { type Candidate, type Route, routeTo } from '../../../../domain/letters/routing/route'
import type { RoutingRule } from '../../../../domain/letters/routing/rule'
import { openRuleBook } from '../../../../domain/letters/routing/rule-book'
import type { DirectoryView } from '../../../../domain/letters/routing/view'

export const LONG_AGO = new Date('2020-01-01T00:00:00Z')
export const AT = new Date('2026-11-22T06:00:00Z')
export const BEFORE = new Date('2026-10-01T00:00:00Z')
export const AFTER = new Date('2026-12-01T00:00:00Z')

/** An office with an inward seat `<code>/TAPAL` and letters by push. */
export function office(code: string, overrides: Partial<Office> = {}): Office {
  return newOffice({
    code,
    name: code,
    inwardSeat: `${code}/TAPAL`,
    profiles: [plainProfile(LONG_AGO, 'push', `push-${code}`)],
    ...overrides,
  })
}

export function seat(id: string, overrides: Partial<Seat> = {}): Seat {
  return newSeat({ id, office: id.split('/')[0]!, designation: 'Officer', ...overrides })
}

export function held(id: string, overrides: Partial<Charge> = {}): Charge {
  return newCharge({
    id: `${id} ${overrides.kind ?? ''}`,
    seat: id,
    employee: `PEN-${id}`,
    from: LONG_AGO,
    ...overrides,
  })
}

export function rule(id: string, overrides: Partial<RoutingRule> = {}): RoutingRule {
  return {
    ...{ id, name: id, office: 'A', from: LONG_AGO, until: null, priority: 0 },
    ...{ when: {}, then: {}, version: 1, earlier: [] },
    ...overrides,
  }
}

export const LETTER: RoutedLetter = {
  kind: 'letter',
  classification: 'normal',
  urgency: 'normal',
  subjectCode: '',
  language: 'en',
  documents: [{ mediaType: 'application/pdf', size: 1000 }],
}

export interface World {
  offices?: Office[]
  seats?: Seat[]
  charges?: Charge[]
  rules?: RoutingRule[]
  calendars?: Calendar[]
  endpoints?: Record<string, EndpointStanding>
  letter?: Partial<RoutedLetter>
}

export function viewOf({
  offices = [],
  seats = [],
  charges = [],
  calendars = [],
  endpoints = {},
}: World): DirectoryView {
  return {
    office: (code) => offices.find((one) => one.code === code),
    seat: (id) => seats.find((one) => one.id === id),
    withRole: (code, role) => seats.filter((one) => one.office === code && one.role === role),
    charges: (id) => charges.filter((one) => one.seat === id),
    calendar: (id) => calendars.find((one) => one.id === id),
    endpoint: (id) => endpoints[id],
  }
}

export function routed(world: World, to: Partial<Candidate>): Route {
  const letter = { ...LETTER, ...world.letter }
  const candidate: Candidate = {
    ...{ entry: 0, office: null, seat: null, role: null, purpose: 'action', because: { code: 'named' } },
    ...to,
  }
  return routeTo(letter, candidate, viewOf(world), openRuleBook(world.rules ?? [], letter, AT), AT)
}
