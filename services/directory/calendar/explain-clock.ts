// When a clock would be due, and why: for an office, or by a calendar.

import { STATE_CALENDAR } from '../../../domain/common/clock/calendar'
import type { ClockChange } from '../../../domain/common/clock/changes'
import { openDays } from '../../../domain/common/clock/days'
import { clockCard, type ClockKind } from '../../../domain/common/clock/kinds'
import { type DueAndWhy, runClock } from '../../../domain/common/clock/run'
import type { StartRule, Term } from '../../../domain/common/clock/term'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { factsAt } from '../../../domain/directory/office/facts'
import type { Repositories } from '../../../database'

export const explainClockErrors = [
  'office-unknown',
  'calendar-unknown',
  'clock-term-invalid',
  'clock-change-too-early',
  'clock-not-pausable',
  'clock-paused-already',
  'clock-not-paused',
  'clock-out-of-reach',
] as const satisfies readonly ErrorCode[]

export interface ClockQuestion {
  kind: ClockKind
  since: Date
  term: Term
  /** Without it, as clocks of the kind start. */
  start: StartRule | null
  /** Its calendar and its district hold; null for a calendar. */
  office: string | null
  /** The State's, where neither is named. */
  calendar: string | null
  changes: readonly ClockChange[]
}

export interface ClockAnswer extends DueAndWhy {
  /** The calendar that the office names, or that was asked for. */
  calendar: string
  start: StartRule
}

/**
 * By the directory as it is now; everybody may ask. Throws KcsError `office-unknown`, `calendar-unknown`, and as runClock:
 * `clock-term-invalid`, `clock-change-too-early`, `clock-not-pausable`, `clock-paused-already`, `clock-not-paused`,
 * `clock-out-of-reach`.
 */
export async function explainClock(
  { repositories: { calendars, offices } }: { repositories: Pick<Repositories, 'calendars' | 'offices'> },
  { office: code, calendar, start, ...clock }: ClockQuestion,
  now: Date,
): Promise<ClockAnswer> {
  const office = code === null ? null : await offices.byCode(code)
  if (code !== null && !office) throw new KcsError('office-unknown', { detail: code })
  const facts = office && factsAt(office, now)
  const id = facts?.calendar ?? calendar ?? STATE_CALENDAR
  const calendarsById = await calendars.byIds([id, STATE_CALENDAR])
  const named = calendarsById.get(id)
  // An office may name a calendar that is not there: then the State's holds.
  if (!named && !office) throw new KcsError('calendar-unknown', { detail: id })
  const state = calendarsById.get(STATE_CALENDAR)
  const days = openDays(named, state, facts?.district)
  const rule = start ?? clockCard(clock.kind).start
  return { ...runClock({ ...clock, start: rule }, days), calendar: named?.id ?? STATE_CALENDAR, start: rule }
}
