// The clocks that run on a tapal, and what its row says of them together: whether anything is owed, and when the next step is due.

import { openDays } from '../../common/clock/days'
import { dueAt } from '../../common/clock/due'
import type { ClockKind } from '../../common/clock/kinds'
import { type DueAndWhy, runClock } from '../../common/clock/run'
import { KcsError } from '../../common/error'
import type { TapalClock } from './clock'
import { type ClockOwner, clockRow, runsIn, startedIn, type Within } from './clock-table'
import type { TapalState } from './states'
import type { Tapal } from './tapal'

/** What a row says of its clocks, in one piece, so that none is written without the others. */
export type Owed = Pick<Tapal, 'clocks' | 'owes' | 'dueAt'>

/** What is owed where these clocks run and no other. */
export function owedBy(clocks: TapalClock[]): Owed {
  return { clocks, owes: clocks.length > 0, dueAt: nextOf(clocks)?.nextAt ?? null }
}

/** What is owed of a tapal that has come to the state at the instant: what ran before is over. */
export function owedIn(state: TapalState, owner: ClockOwner, at: Date): Owed {
  return owedBy(startedIn(state).flatMap((kind) => begun(kind, owner, at)))
}

/** What is owed once this clock stands in the place of the one of its kind. */
export function owedWith(tapal: Pick<Tapal, 'clocks'>, clock: TapalClock): Owed {
  return owedBy(tapal.clocks.map((one) => (one.kind === clock.kind ? clock : one)))
}

/** The clock whose next step is the earliest; null where none runs, or all stand. */
export function nextOf(clocks: readonly TapalClock[]): (TapalClock & { nextAt: Date }) | null {
  let first: (TapalClock & { nextAt: Date }) | null = null
  for (const clock of clocks) {
    const { nextAt } = clock
    if (nextAt !== null && (first === null || nextAt < first.nextAt)) first = { ...clock, nextAt }
  }
  return first
}

/** How long a clock of the kind runs on the tapal. */
export function withinOf(kind: ClockKind, owner: ClockOwner): Within {
  // A clock that runs was started by a term; one whose row has lost it is due at once.
  return clockRow(kind).within(owner) ?? { term: { amount: 0, unit: 'seconds' }, start: 'at-once' }
}

/**
 * When a clock is due, and why, by the days of its office. Throws KcsError as runClock: `clock-change-too-early`,
 * `clock-not-pausable`, `clock-paused-already`, `clock-not-paused`, `clock-term-invalid`, `clock-out-of-reach`.
 */
export function whyDue(
  { kind, since, changes = [] }: Pick<TapalClock, 'kind' | 'since' | 'changes'>,
  owner: ClockOwner,
): DueAndWhy {
  return runClock({ kind, since, ...withinOf(kind, owner), changes }, owner.days ?? STATE_DAYS)
}

/**
 * The clock with its due instant counted anew, and with it its next step; throws as whyDue. A pause stops the ladder of what is overdue,
 * too, which goes on a level's time after the resume. What was given more time than has passed waits for its new end.
 */
export function counted(clock: TapalClock, owner: ClockOwner, now: Date): TapalClock {
  const { dueAt: due } = whyDue(clock, owner)
  if (due === null || pausedSince(clock) !== null) return { ...clock, dueAt: due, nextAt: null }
  if (due <= now) {
    const withinSeconds = clockRow(clock.kind).ladder.everySeconds(owner)
    return { ...clock, dueAt: due, nextAt: clock.nextAt ?? dueAt({ start: now, withinSeconds }) }
  }
  const first = firstStep(clock.kind, clock.since, due, owner)
  return { ...clock, dueAt: due, nextAt: first !== null && first > now ? first : due }
}

/** Since when a clock stands; null while it runs. */
export function pausedSince({ changes = [] }: Pick<TapalClock, 'changes'>): Date | null {
  const last = changes.findLast(({ what }) => what !== 'extend')
  return last?.what === 'pause' ? last.at : null
}

/** Where an office has no calendar, and none was asked for. */
const STATE_DAYS = openDays(undefined, undefined, undefined)

function begun(kind: ClockKind, owner: ClockOwner, since: Date): TapalClock[] {
  const within = clockRow(kind).within(owner)
  if (!within) return []
  const due = firstDue(kind, since, within, owner)
  return [{ kind, since, dueAt: due, nextAt: firstStep(kind, since, due, owner), level: 0 }]
}

/** A letter arrives, whatever the calendar of its office: one without working days counts as the State's. */
function firstDue(kind: ClockKind, since: Date, { term, start }: Within, owner: ClockOwner): Date | null {
  // Most clocks are these, and every letter of a circular has one.
  if (term.unit === 'seconds' && start === 'at-once')
    return dueAt({ start: since, withinSeconds: term.amount })
  try {
    return whyDue({ kind, since }, owner).dueAt
  } catch (error) {
    if (!(error instanceof KcsError)) throw error
    return whyDue({ kind, since }, { ...owner, days: STATE_DAYS }).dueAt
  }
}

const MINUTE_MS = 60_000

/** When something happens first: word that it nears its end, of a clock with a stated term, or its breach. */
function firstStep(kind: ClockKind, since: Date, due: Date | null, owner: ClockOwner): Date | null {
  const { nearing } = clockRow(kind).ladder
  if (due === null || nearing === null || withinOf(kind, owner).term.unit === 'seconds') return due
  const ms = since.getTime() + nearing * (due.getTime() - since.getTime())
  return new Date(Math.min(due.getTime(), Math.ceil(ms / MINUTE_MS) * MINUTE_MS))
}

/** What a row says beside its clocks, by which they are judged, and made where it has none. */
type Standing = Pick<
  Tapal,
  | 'state'
  | 'owes'
  | 'dueAt'
  | 'level'
  | 'escalatedTo'
  | 'purpose'
  | 'times'
  | 'deliveredAt'
  | 'createdAt'
  | 'events'
> & { clocks?: TapalClock[] }

/**
 * The clocks of a row. One that was written before clocks were kept, or by a process of a version from then, does not agree
 * with them: it has the one clock that its state had then.
 */
export function clocksOf(row: Standing): TapalClock[] {
  const { clocks = [] } = row
  return agree(row, clocks) ? clocks : formerClocks(row)
}

function agree({ state, owes, dueAt: at }: Standing, clocks: TapalClock[]): boolean {
  const said = owedBy(clocks)
  const isSame = said.owes === owes && said.dueAt?.getTime() === at?.getTime()
  return isSame && clocks.every(({ kind }) => runsIn(kind, state))
}

function formerClocks(row: Standing): TapalClock[] {
  const { state, owes, dueAt: nextAt, level, escalatedTo } = row
  const [kind] = owes
    ? (['deliver', 'repair', 'acknowledge'] as const).filter((one) => runsIn(one, state))
    : []
  if (kind === undefined) return []
  const since = formerSince(row)
  const due = firstDue(kind, since, withinOf(kind, row), row)
  const climbed = kind === 'acknowledge' ? level : 0
  const told = climbed > 0 && escalatedTo.length > 0 ? { toldTo: escalatedTo } : {}
  return [{ kind, since, dueAt: due, nextAt, level: climbed, ...told }]
}

/** When it came to its state, as far as the trace tells. */
function formerSince({ state, events, deliveredAt, createdAt }: Standing): Date {
  if (state === 'delivered') return deliveredAt ?? createdAt
  const begin = state === 'failed' ? 'failed' : 'routed'
  return events.findLast(({ from, to }) => to === begin && from !== begin)?.at ?? createdAt
}
