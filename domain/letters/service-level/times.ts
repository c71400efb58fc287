// The times of a tapal: what its sender states, else what the level says that holds for it.

import type { Term, TermUnit } from '../../common/clock/term'
import { DEFAULT_TIMES, type DispatchTimes, LEVEL_CLOCKS } from '../dispatch/dispatch'
import type { LevelChoice } from './choose'
import type { LevelInForce, LevelName } from './level'
import type { LevelReason } from './reason'

/** What a sender states of the times of a letter; what is left out is for the level to say. */
export type StatedTimes = Partial<Omit<DispatchTimes, 'fixed'>>

/** A tapal's times, which level they come from, and why. */
export interface ChosenTimes {
  times: DispatchTimes
  /** Null where no level fits, or the letter is of before there were levels. */
  level: LevelName | null
  why: LevelReason[]
}

const HOUR_SECONDS = 3600
/** A working day stands for a day and a working hour for an hour, where a time must be told in plain seconds. */
const SECONDS_OF: Readonly<Record<TermUnit, number>> = {
  'working-days': 24 * HOUR_SECONDS,
  'calendar-days': 24 * HOUR_SECONDS,
  'working-hours': HOUR_SECONDS,
  hours: HOUR_SECONDS,
  seconds: 1,
}

/** The term in plain seconds: exact for hours; of days what they are at least. */
export function plainSeconds({ amount, unit }: Term): number {
  return amount * SECONDS_OF[unit]
}

/**
 * What the sender states goes before the level, clock by clock. A fixed date is when the reply is due, where one is owed, else the
 * action.
 */
export function timesOf(
  { level, why }: LevelChoice,
  stated: StatedTimes,
  fixedDate?: string | undefined,
): ChosenTimes {
  const { acknowledgeWithinSeconds, escalateEverySeconds, within } = stated
  const ofLevel = level ? termsOf(level) : DEFAULT_TIMES
  const terms = { ...ofLevel.within, ...within }
  // The seconds that the sender states would have to wait behind the days of the level.
  if (acknowledgeWithinSeconds !== undefined && within?.acknowledge === undefined) delete terms.acknowledge
  const due = terms.reply ? ('reply' as const) : ('act' as const)
  const times: DispatchTimes = {
    acknowledgeWithinSeconds: acknowledgeWithinSeconds ?? ofLevel.acknowledgeWithinSeconds,
    escalateEverySeconds: escalateEverySeconds ?? ofLevel.escalateEverySeconds,
    ...(Object.keys(terms).length > 0 ? { within: terms } : {}),
    ...(fixedDate === undefined ? {} : { fixed: { clock: due, day: fixedDate } }),
  }
  const said: LevelReason[] = LEVEL_CLOCKS.filter(
    (clock) =>
      (within !== undefined && clock in within) ||
      (clock === 'acknowledge' && acknowledgeWithinSeconds !== undefined),
  ).map((clock) => ({ code: 'stated', clock }))
  if (escalateEverySeconds !== undefined) said.push({ code: 'ladder-stated' })
  if (fixedDate !== undefined) said.push({ code: 'fixed-date', clock: due, day: fixedDate })
  return { times, level: level && { id: level.id, version: level.version }, why: [...why, ...said] }
}

/** The times of a letter that was accepted before levels were kept: they stand in its row. */
export function timesOfBefore(times: DispatchTimes): ChosenTimes {
  return { times, level: null, why: [{ code: 'all-stated' }] }
}

/**
 * The times that the level says. An acknowledgement in hours is counted in plain seconds from delivery, as that of a sender is; one
 * in days by the calendar of the office, with the seconds as what agents are told.
 */
export function termsOf({
  terms,
  escalateEverySeconds,
}: Pick<LevelInForce, 'terms' | 'escalateEverySeconds'>): DispatchTimes {
  const { acknowledge, ...rest } = terms
  const inSeconds = acknowledge.unit === 'hours' || acknowledge.unit === 'seconds'
  const within = { ...(inSeconds ? {} : { acknowledge }), ...rest }
  return {
    acknowledgeWithinSeconds: plainSeconds(acknowledge),
    escalateEverySeconds,
    ...(Object.keys(within).length > 0 ? { within } : {}),
  }
}
