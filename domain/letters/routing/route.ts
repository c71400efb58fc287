// From a name on the list to seat, mechanism and endpoint: the one place where a letter's way is decided.

import type { Mechanism, TakingRule } from '../systems'
import type { Purpose } from '../dispatch/recipients'
import { calendarAt, dayOf, STATE_CALENDAR } from '../../common/clock/calendar'
import { type Charge, dutyOf, type Duty, holderAt } from '../../directory/charge/charge'
import { factsAt } from '../../directory/office/facts'
import { activeAt, intermediaryAt, spanHolds } from '../../directory/office/office'
import { chooseWay, profileAt, type WayPause } from '../../directory/office/profile'
import type { Seat } from '../../directory/seat/seat'
import { refusalsOf, type RoutedLetter } from './accepts'
import type { RouteRefusal } from './refusal'
import type { Reason } from './reason'
import type { RuleInForce } from './rule'
import { type RuleBook, ruleName, type Standing } from './rule-book'
import type { DirectoryView, RoutedOffice } from './view'

/** A recipient as it is written on the list: an office, its head, or a seat. */
export interface Candidate {
  /** The index of the entry in the sender's list that it comes from. */
  entry: number
  office: string | null
  seat: string | null
  role: 'head' | null
  purpose: Purpose
  because: Reason
}

/** The way of a letter to one recipient. A null is not known; then `refusals` says why. */
export interface Route {
  entry: number
  office: string
  /** The kind of that office, empty where it is not known. */
  officeKind: string
  seat: string | null
  purpose: Purpose
  mechanism: Mechanism | null
  endpoint: string | null
  taking: TakingRule | null
  /** The endpoint is paused: until when letters wait there, and by what they go after that. */
  pause: WayPause | null
  /** Addressed offices whose mail this office gets. */
  addressedTo: string[]
  why: Reason[]
  refusals: RouteRefusal[]
  /** Recipients to which rules send a copy. */
  copies: Candidate[]
}

/** The most mergers and splits followed to reach an office that still exists. */
const MAX_SUCCESSIONS = 5

/** The longest chain of offices that take mail for one another. */
const MAX_INTERMEDIARIES = 10

/**
 * Returns the route of a letter to the candidate as of the instant, with reasons. Pure: the same directory gives the same
 * route in the dry run, at acceptance and when the letter is dispatched.
 */
export function routeTo(
  letter: RoutedLetter,
  candidate: Candidate,
  view: DirectoryView,
  rules: RuleBook,
  at: Date,
): Route {
  const listedSeat = candidate.seat === null ? undefined : view.seat(candidate.seat)
  const route = newRoute(candidate, listedSeat)
  if (candidate.seat !== null && !listedSeat) return refused(route, 'seat-unknown')
  if (candidate.seat !== null && route.office === '') return refused(route, 'seat-without-office')

  const first = route.office
  followSuccessions(route, view, at)
  const ruleOffice = view.office(route.office)
  if (!ruleOffice) return refused(route, 'office-unknown')
  const ownSeat = route.office === first ? listedSeat : undefined
  const facts = { code: ruleOffice.code, ...factsAt(ruleOffice, at) }
  const standing = standingOf(
    ruleOffice,
    () => ownSeat ?? usualSeat(view, ruleOffice, candidate, at),
    view,
    at,
  )
  const rule = rules.destination(facts, standing)
  if (candidate.because.code !== 'rule-copy')
    route.copies = rules.copies(facts, standing).flatMap((one) => copiesOf(one, candidate.entry))

  redirect(route, rule, ownSeat, view, at)
  followIntermediaries(route, view, at)
  const seatHere = route.office === first ? listedSeat : undefined
  route.seat = seatHere?.id ?? null
  const office = view.office(route.office)
  if (!office) return refused(route, 'office-unknown')
  route.officeKind = factsAt(office, at).kind
  if (!activeAt(office, at) || !office.fitToReceive) return refused(route, 'office-inactive')

  const seat = chooseSeat(office, seatHere, rule, candidate, view, at)
  if (seat === null) return refused(route, 'office-without-seat')
  route.seat = seat.id
  if (seat.reason) route.why.push(seat.reason)
  if (seat.ended) route.refusals.push('seat-inactive')

  const profile = profileAt(office, at)
  if (!profile) return refused(route, 'office-without-profile')
  const { reasons, ...way } = chooseWay(profile, view.endpoint, letter)
  route.why.push(...reasons)
  route.refusals.push(...refusalsOf(profile.accepts, letter))
  return Object.assign(route, way)
}

/** Who has the duty of a seat; the seat above is looked up only where nobody holds it. */
export function dutyFor(view: DirectoryView, seat: string, at: Date): Duty {
  const charges = view.charges(seat)
  const own = holderAt(charges ?? [], at)
  if (own) return { employee: own.employee, actingSeat: seat, reason: { code: `holder-${own.kind}` } }
  const row = charges && view.seat(seat)
  return row
    ? dutyOf(
        row,
        (id) => view.seat(id),
        (id) => view.charges(id) ?? [],
        at,
      )
    : { employee: null, actingSeat: null, reason: { code: 'vacant' } }
}

/** The route before anything is looked up of its office. */
function newRoute(candidate: Candidate, listedSeat: Seat | undefined): Route {
  return {
    entry: candidate.entry,
    office: listedSeat?.office ?? candidate.office ?? '',
    officeKind: '',
    seat: candidate.seat,
    purpose: candidate.purpose,
    mechanism: null,
    endpoint: null,
    taking: null,
    pause: null,
    addressedTo: [],
    why: [candidate.because],
    refusals: [],
    copies: [],
  }
}

/** What rules ask of office and seat; looked up only where a rule asks. */
function standingOf(
  office: RoutedOffice,
  seat: () => { id: string } | null,
  view: DirectoryView,
  at: Date,
): Standing {
  const holder = () => holderOf(view, seat()?.id ?? null, at)
  return {
    vacant: () => holder() === null,
    absent: () => holder()?.kind === 'in-absence',
    holiday: () => isClosed(view, office, at),
  }
}

function refused(route: Route, code: RouteRefusal): Route {
  route.refusals.push(code)
  return route
}

/** The letter goes on to another office; the addressed office stays in its trace. */
function passOn(route: Route, to: string, reason: Reason): void {
  if (!route.addressedTo.includes(route.office)) route.addressedTo.push(route.office)
  route.why.push(reason)
  route.office = to
}

/** Follows mergers and splits to the office that took the place. */
function followSuccessions(route: Route, view: DirectoryView, at: Date): void {
  const visited = new Set([route.office])
  for (let hop = 0; hop < MAX_SUCCESSIONS; hop += 1) {
    const succession = view.office(route.office)?.succession
    const next = succession && succession.at <= at ? succession.into[0] : undefined
    if (!succession || next === undefined || visited.has(next)) return
    visited.add(next)
    passOn(route, next, { code: succession.kind, of: route.office })
  }
}

/** A rule that names another office, or a seat in another office. */
function redirect(
  route: Route,
  rule: RuleInForce | null,
  listedSeat: Seat | undefined,
  view: DirectoryView,
  at: Date,
): void {
  if (!rule) return
  const seatOfRule = rule.then.seat === undefined ? undefined : view.seat(rule.then.seat)
  const newOffice =
    listedSeat && !leavesSeats(rule) ? rule.then.office : (rule.then.office ?? seatOfRule?.office)
  if (newOffice === undefined || newOffice === '' || newOffice === route.office) return
  passOn(route, newOffice, { code: 'rule-office', of: ruleName(rule) })
  followSuccessions(route, view, at)
}

/** Follows intermediaries: offices that take the mail of another for a time. */
function followIntermediaries(route: Route, view: DirectoryView, at: Date): void {
  const visited = new Set([route.office])
  for (let hop = 0; hop < MAX_INTERMEDIARIES; hop += 1) {
    const office = view.office(route.office)
    const next = office ? intermediaryAt(office, at)?.office : undefined
    if (next === undefined || visited.has(next)) return
    visited.add(next)
    passOn(route, next, { code: 'intermediary', of: route.office })
    followSuccessions(route, view, at)
  }
}

interface SeatChoice {
  id: string
  reason?: Reason
  ended?: boolean
}

function chooseSeat(
  office: RoutedOffice,
  listedSeat: Seat | undefined,
  rule: RuleInForce | null,
  candidate: Candidate,
  view: DirectoryView,
  at: Date,
): SeatChoice | null {
  const byRule = rule ? seatByRule(office, rule, view, at) : null
  if (byRule && rule && leavesSeats(rule)) return byRule
  if (listedSeat) {
    const ended = !spanHolds({ from: listedSeat.activeFrom, until: listedSeat.activeUntil }, at)
    const reason: Reason = { code: 'seat-named', of: listedSeat.id }
    return { id: listedSeat.id, ended, ...(candidate.because.code === 'seat-named' ? {} : { reason }) }
  }
  return byRule ?? usualSeat(view, office, candidate, at)
}

function seatByRule(
  office: RoutedOffice,
  rule: RuleInForce,
  view: DirectoryView,
  at: Date,
): SeatChoice | null {
  const { seat, seatRole } = rule.then
  const reason: Reason = { code: 'rule-seat', of: ruleName(rule) }
  if (seat !== undefined && view.seat(seat)?.office === office.code) return { id: seat, reason }
  const seatWithRole = seatRole === undefined ? undefined : seatsNow(view, office.code, seatRole, at)[0]
  return seatWithRole ? { id: seatWithRole.id, reason } : null
}

/** If no rule decides: the head if the recipient is the head, else the seat for inward tapals. */
function usualSeat(
  view: DirectoryView,
  office: RoutedOffice,
  candidate: Candidate,
  at: Date,
): SeatChoice | null {
  const [head] = candidate.role === 'head' ? seatsNow(view, office.code, 'head', at) : []
  if (head) return { id: head.id, reason: { code: 'head-seat', of: head.id } }
  const { inwardSeat } = office
  return inwardSeat === null ? null : { id: inwardSeat, reason: { code: 'inward-seat', of: inwardSeat } }
}

function seatsNow(view: DirectoryView, office: string, role: Seat['role'], at: Date): Seat[] {
  return view
    .withRole(office, role)
    .filter(({ activeFrom, activeUntil }) => spanHolds({ from: activeFrom, until: activeUntil }, at))
}

/** A seat on the list stays the recipient, unless the rule is for seats without their regular holder. */
function leavesSeats({ when }: RuleInForce): boolean {
  return when.vacant === true || when.absent === true
}

function holderOf(view: DirectoryView, seat: string | null, at: Date): Charge | null {
  return seat === null ? null : holderAt(view.charges(seat) ?? [], at)
}

/** Uses the office's own calendar, or the State's if there is none of that name or it has not begun. */
function isClosed(view: DirectoryView, office: RoutedOffice, at: Date): boolean {
  const calendar = calendarAt(view.calendar(office.calendar), view.calendar(STATE_CALENDAR), at)
  return !dayOf(calendar, at, office.district).working
}

function copiesOf(rule: RuleInForce, entry: number): Candidate[] {
  const because: Reason = { code: 'rule-copy', of: ruleName(rule) }
  return (rule.then.copyTo ?? []).map(({ office = null, seat = null }) => ({
    entry,
    office,
    seat,
    role: null,
    purpose: 'information',
    because,
  }))
}
