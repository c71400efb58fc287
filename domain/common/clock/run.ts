// When a clock is due, and why: one term and its extensions, each counted from where the one before ended.

import { KcsError } from '../error'
import { type ClockChange, sortChanges } from './changes'
import { countDays, endOfOfficeHours } from './count-days'
import { countTime, countWorkingHours, HOUR_MS } from './count-hours'
import type { OfficeDays } from './days'
import { DAY_MS, dayNumberAt, startOfDay } from './ist'
import type { ClockKind } from './kinds'
import type { ClockLine } from './line'
import { type CountedFrom, requireTerm, type StartRule, type Term } from './term'
import { openWalk, type Walk } from './walk'

/** A clock: what runs, since when, for how long, and what was done to it. */
export interface RunningClock {
  kind: ClockKind
  since: Date
  term: Term
  start: StartRule
  /** The day, YYYY-MM-DD, on which it is due whatever its term, for somebody has fixed it. */
  fixedDay?: string | undefined
  changes: readonly ClockChange[]
}

export interface DueAndWhy {
  /** Null while the clock stands. */
  dueAt: Date | null
  lines: ClockLine[]
}

/** Beyond so many years from the start no due instant is looked for. */
const REACH_YEARS = 20

/**
 * The due instant of a clock by the days of its office, with each day that was counted or skipped, each pause and each
 * extension.
 *
 * **Working days.** A day is counted when its office hours end while the clock runs; the last is the due instant. What comes
 * after the end of office hours, or on a day on which the office does not work, has come on the next working day. Under
 * `day-after` the day on which it came is not counted, else it is the first. A half day is a working day; a day that a
 * sudden closure cuts short is none.
 *
 * **Calendar days.** The same with every day, and the day on which it came is the plain day of the instant. Where the office
 * does not work on the last day, what is to be done can be done on the next working day (General Clauses Act 1897, section
 * 10), until its office hours end.
 *
 * **Working hours** run from the opening of the office to the end of its office hours, the break in between included;
 * **hours** and **seconds** run by day and night. Of an hour and more the due instant is rounded up to the full minute, as due.ts has it.
 * Under `day-after` they run from the next working day, or from midnight.
 *
 * **No term at all** (0) is due at once, and under `day-after` when the office hours of the day on which it came end.
 *
 * **A fixed day** is due when its office hours end, or those of the next working day where the office does not work on it; also one
 * that was over when the clock started.
 *
 * While the clock stands nothing is counted: of days those whose office hours end within the pause, of hours the time. An
 * extension is counted at once from the instant at which the clock had been due, whenever it was granted. Pauses after the
 * due instant move nothing.
 *
 * Throws KcsError `clock-term-invalid`, `clock-change-too-early`, `clock-not-pausable`, `clock-paused-already`,
 * `clock-not-paused`, `clock-out-of-reach`.
 */
export function runClock(clock: RunningClock, days: OfficeDays): DueAndWhy {
  const { kind, since, term, fixedDay, changes } = clock
  requireTerm(term)
  const sorted = sortChanges(kind, since, changes)
  const walk = openWalk(days, sorted, dayNumberAt(since.getTime()) + REACH_YEARS * 366)
  let due = fixedDay === undefined ? counted(walk, clock) : fixed(walk, clock, fixedDay)
  for (const { at, by, reason, term: more } of sorted.extensions) {
    const from = due === null ? null : new Date(due)
    walk.lines.push({ code: 'extended', at, by, reason, term: more, from })
    if (due !== null) due = count(walk, due, more, 'from-due')
  }
  if (due !== null && due - since.getTime() > REACH_YEARS * 366 * DAY_MS)
    throw new KcsError('clock-out-of-reach')
  walk.tellRest()
  const standsSince = sorted.pauses.at(-1)?.from
  if (due !== null) walk.lines.push({ code: 'due', at: new Date(due) })
  else if (standsSince !== undefined) walk.lines.push({ code: 'stands', at: new Date(standsSince) })
  return { dueAt: due === null ? null : new Date(due), lines: walk.lines }
}

function counted(walk: Walk, { kind, since, term, start }: RunningClock): number | null {
  walk.lines.push({ code: 'started', at: since, kind, term, start })
  return count(walk, since.getTime(), term, start)
}

function fixed(walk: Walk, { kind, since }: RunningClock, day: string): number | null {
  walk.lines.push({ code: 'fixed', at: since, kind, day })
  return endOfOfficeHours(walk, dayNumberAt(startOfDay(day).getTime()), -Infinity)
}

/** When the term ends that begins at the instant, in ms; null where the clock stands before. */
function count(walk: Walk, from: number, term: Term, start: CountedFrom): number | null {
  switch (term.unit) {
    case 'working-days':
    case 'calendar-days':
      return countDays(walk, from, { amount: term.amount, working: term.unit === 'working-days' }, start)
    case 'working-hours':
      return countWorkingHours(walk, from, term.amount, start)
    case 'hours':
      return countTime(walk, from, term.amount * HOUR_MS, start)
    case 'seconds':
      return countTime(walk, from, term.amount * 1000, start)
  }
}
