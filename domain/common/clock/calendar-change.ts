// What a change of a calendar may not do: days that have begun stay, but for a sudden closure, and nothing ends before it begins.

import { KcsError } from '../error'
import { type Calendar, type Closure, closesOffices } from './calendar'
import { DAY_MS, dayInKerala } from './ist'

/**
 * Throws KcsError `effective-in-past` where a day that has begun in Kerala would be closed or opened: letters of that day
 * were routed as it was. Names of holidays, and restricted holidays, which close nothing, may be corrected at any time. A
 * closure may be declared for today, at any hour of it; one that has begun stays, and can still be made to end on a day to
 * come. `before` is null for a new calendar.
 */
export function requireBegunKept(before: Calendar | null, after: Calendar, now: Date): void {
  const today = dayInKerala(now)
  const [was, is] = [before ? begunBy(before, today) : [], begunBy(after, today)]
  const day =
    [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))][0] ??
    changedClosure(before?.closures ?? [], after.closures, now)
  if (day !== undefined) throw new KcsError('effective-in-past', { detail: `${day.slice(0, 10)} has begun.` })
}

/** All that the calendar says of days up to this one, closures apart, each piece beginning with its day. */
function begunBy({ weekly, hours, years }: Calendar, today: string): string[] {
  const rules = weekly.map(
    ({ from, closed, closedSaturdays }) =>
      `${from} ${[...closed].sort().join()} ${[...closedSaturdays].sort().join()}`,
  )
  const times = hours.map(({ from, opensAt, closesAt }) => `${from} ${opensAt} ${closesAt}`)
  const holidays = years
    .flatMap((list) => list.holidays)
    .filter(({ kind }) => kind !== 'restricted')
    .map(({ date, kind, districts = [], closesAt = '' }) =>
      // Which of two kinds that close for the whole day it is, is but a name.
      [date, closesOffices(kind) ? '' : `${kind} ${closesAt}`, ...[...districts].sort()].join(' '),
    )
  return [...rules, ...times, ...holidays].filter((one) => one.slice(0, 10) <= today)
}

/** The day of a closure that begins before today, or has begun, and is not as it was; undefined where all are kept. */
function changedClosure(
  before: readonly Closure[],
  after: readonly Closure[],
  now: Date,
): string | undefined {
  const today = dayInKerala(now)
  const tomorrow = dayInKerala(new Date(now.getTime() + DAY_MS))
  // A closure that lasts may end on any day to come: of its end only what is past counts.
  const keyOf = ({ from, until, districts = [] }: Closure) =>
    [from.toISOString(), until > today ? tomorrow : until, ...[...districts].sort()].join(' ')
  const [was, is] = [before.map(keyOf), after.map(keyOf)]
  const lost = before.find((one, i) => one.from <= now && !is.includes(was[i]!))
  const late = after.find((one, i) => dayInKerala(one.from) < today && !was.includes(is[i]!))
  const changed = lost ?? late
  return changed && dayInKerala(changed.from)
}

/** Throws KcsError `span-invalid` where office hours end before they begin, or a closure ends on the day it begins or before. */
export function requireSpans({ hours, closures }: Pick<Calendar, 'hours' | 'closures'>): void {
  const ended = [
    ...hours.filter(({ opensAt, closesAt }) => opensAt >= closesAt).map(({ from }) => from),
    ...closures.filter(({ from, until }) => until <= dayInKerala(from)).map(({ until }) => until),
  ][0]
  if (ended !== undefined) throw new KcsError('span-invalid', { detail: `See ${ended}.` })
}
