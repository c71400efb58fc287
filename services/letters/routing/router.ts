// Routes many candidates with few reads: each round reads in bulk the rows that the round before looked up.

import type { Calendar } from '../../../domain/common/clock/calendar'
import type { Charge, Duty } from '../../../domain/directory/charge/charge'
import type { Seat, SeatRole } from '../../../domain/directory/seat/seat'
import type { Capabilities } from '../../../domain/letters/delivery/mechanism'
import { type EndpointState, OPEN_STANDING, standingOf } from '../../../domain/letters/endpoint/endpoint'
import type { RoutedLetter } from '../../../domain/letters/routing/accepts'
import { type Candidate, dutyFor, type Route, routeTo } from '../../../domain/letters/routing/route'
import type { RoutingRule } from '../../../domain/letters/routing/rule'
import { openRuleBook, type RuleBook } from '../../../domain/letters/routing/rule-book'
import { createView, type MissingRows, type RoutedOffice } from '../../../domain/letters/routing/view'

/** The reads of the directory for routing; repositories have this form. */
export interface RouterReads {
  offices: { byCodes(codes: readonly string[]): Promise<ReadonlyMap<string, RoutedOffice>> }
  seats: {
    byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Seat>>
    withRoles(offices: readonly string[], roles: readonly SeatRole[]): Promise<Seat[]>
  }
  charges: { holdersOf(seats: readonly string[], at: Date): Promise<Charge[]> }
  calendars: { byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Calendar>> }
  endpoints: {
    byIds(
      ids: readonly string[],
    ): Promise<
      ReadonlyMap<
        string,
        { state: EndpointState; pausedAt: Date | null; takes?: Partial<Capabilities> | null }
      >
    >
  }
  routingRules: { heldAt(at: Date): Promise<RoutingRule[]> }
}

/** A route with the person on duty for its seat; its last reason says why. */
export interface PlannedRoute extends Route {
  duty: Duty | null
  /** Of the receiving office, as of the instant of the route; empty where it is of none. */
  district: string
  department: string
}

export interface Router {
  /**
   * The route of each candidate, in their order; with `whole` false without the person on duty and as if every endpoint
   * were open, which saves reads.
   */
  route(letter: RoutedLetter, candidates: readonly Candidate[], whole?: boolean): Promise<PlannedRoute[]>
  /** Takes in offices that the caller has read. */
  learn(offices: readonly RoutedOffice[]): void
  /** Forgets rows that only these routes needed. */
  forget(routes: readonly PlannedRoute[]): void
}

/** The directory is read as of `at`; how endpoints stand, and with it the way, as of `now`. */
export interface RoutedAt {
  at: Date
  now: Date
}

/** How many recipients are routed together at most: few round trips, little memory. */
export const BATCH = 2_000

/**
 * A router as of the instant. Its first reads, the rules and what the candidates name, are under way at once: of a long list what
 * the first `few` name, for to read all of it at once holds up all else in the process for seconds.
 */
export function openRouter(
  reads: RouterReads,
  instants: RoutedAt,
  candidates: readonly Candidate[],
  few = BATCH,
): Router {
  const { at } = instants
  const directory = createView(at)
  const withoutEndpoints = { ...directory.view, endpoint: () => undefined }
  const readMore = () => readMissing(reads, directory, directory.takeMissing(), instants)
  let book: { letter: RoutedLetter; rules: RuleBook } | undefined
  for (const { office, seat } of candidates.slice(0, few)) {
    if (office !== null) directory.view.office(office)
    if (seat === null) continue
    directory.view.seat(seat)
    // The id of most seats begins with the code of their office, so it is read with them; others come next round.
    const slash = seat.indexOf('/')
    if (slash > 0) directory.view.office(seat.slice(0, slash))
  }
  const first = Promise.all([reads.routingRules.heldAt(at), readMore()])
  // The first call of `route` gets the fault; until then nothing awaits it.
  first.catch(() => undefined)

  function plan(letter: RoutedLetter, candidate: Candidate, rules: RuleBook, whole: boolean): PlannedRoute {
    const view = whole ? directory.view : withoutEndpoints
    const routed = routeTo(letter, candidate, view, rules, at)
    const office = routed.office === '' ? undefined : view.office(routed.office)
    const { district = '', department = '' } = office ?? {}
    const route = { ...routed, district, department, duty: null }
    if (!whole || route.seat === null || route.mechanism === null) return route
    const dutyHere = dutyFor(directory.view, route.seat, at)
    return { ...route, why: [...route.why, dutyHere.reason], duty: dutyHere }
  }

  return {
    async route(letter, list, whole = true) {
      const [all] = await first
      if (book?.letter !== letter) book = { letter, rules: openRuleBook(all, letter, at) }
      const routes: PlannedRoute[] = []
      let open = list.map((_, index) => index)
      directory.hasMissing()
      while (open.length > 0) {
        const again: number[] = []
        for (const index of open) {
          const route = plan(letter, list[index]!, book.rules, whole)
          if (directory.hasMissing()) again.push(index)
          else routes[index] = route
        }
        if (again.length > 0) await readMore()
        open = again
      }
      return routes
    },

    learn(offices) {
      directory.learnOffices(
        offices.map(({ code }) => code),
        new Map(offices.map((office) => [office.code, office])),
      )
    },

    forget: (routes) => directory.forget(routes),
  }
}

/** Reads the rows that were looked up into the view; all at once. */
async function readMissing(
  reads: RouterReads,
  directory: ReturnType<typeof createView>,
  { offices, seats, roles, charges, calendars, endpoints }: MissingRows,
  { at, now }: RoutedAt,
): Promise<void> {
  const wantedRoles = [...roles.values()]
  const each = <T>(list: readonly T[]): T[] => [...new Set(list)]
  await Promise.all([
    offices.size > 0 &&
      reads.offices.byCodes([...offices]).then((rows) => directory.learnOffices(offices, rows)),
    seats.size > 0 && reads.seats.byIds([...seats]).then((rows) => directory.learnSeats(seats, rows)),
    charges.size > 0 &&
      reads.charges.holdersOf([...charges], at).then((rows) => directory.learnCharges(charges, rows)),
    calendars.size > 0 &&
      reads.calendars.byIds([...calendars]).then((rows) => directory.learnCalendars(calendars, rows)),
    endpoints.size > 0 &&
      reads.endpoints
        .byIds([...endpoints])
        .then((rows) =>
          directory.learnEndpoints(endpoints, (id) => standingOf(rows.get(id), now) ?? OPEN_STANDING),
        ),
    wantedRoles.length > 0 &&
      reads.seats
        .withRoles(each(wantedRoles.map(({ office }) => office)), each(wantedRoles.map(({ role }) => role)))
        .then((rows) => directory.learnRoles(roles, rows)),
  ])
}
