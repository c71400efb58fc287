// Calendars and clocks for the tests of clocks: the shipped one, plain ones, and short ways to name instants.

import {
  type Calendar,
  type Closure,
  type Holiday,
  newStateCalendar,
} from '../../../../domain/common/clock/calendar'
import type { ClockChange } from '../../../../domain/common/clock/changes'
import { openDays } from '../../../../domain/common/clock/days'
import { startOfDay } from '../../../../domain/common/clock/ist'
import { KERALA_YEARS } from '../../../../domain/common/clock/kerala'
import { type DueAndWhy, type RunningClock, runClock } from '../../../../domain/common/clock/run'
import { termFrom } from '../../../../domain/common/clock/term'
import { isKcsError } from '../../../../domain/common/error'
import { lineInEnglish, timeOf } from '../../../../domain/common/clock/words'

export const KERALA: Calendar = { ...newStateCalendar(), years: [...KERALA_YEARS] }

/** `2026-08-21 16:40` in Kerala. */
export function at(text: string): Date {
  const [day = '', time = '00:00'] = text.split(' ')
  const [hours, minutes] = time.split(':').map(Number)
  return new Date(startOfDay(day).getTime() + (hours! * 60 + minutes!) * 60_000)
}

/** The other way round. */
export function inKerala(instant: Date | null): string | null {
  if (!instant) return null
  const day = new Date(instant.getTime() + 5.5 * 3_600_000).toISOString().slice(0, 10)
  return `${day} ${timeOf(instant)}`
}

export function withHoliday(calendar: Calendar, ...holidays: Holiday[]): Calendar {
  const years = holidays.map(({ date }) => Number(date.slice(0, 4)))
  return {
    ...calendar,
    years: [...new Set([...calendar.years.map(({ year }) => year), ...years])].map((year) => {
      const list = calendar.years.find((one) => one.year === year)
      const more = holidays.filter(({ date }) => date.startsWith(String(year)))
      return { year, ...list, holidays: [...(list?.holidays ?? []), ...more] }
    }),
  }
}

export function closed(from: string, until: string, more: Partial<Closure> = {}): Closure {
  return {
    from: at(from),
    until,
    reason: 'hartal',
    name: 'Hartal',
    nameMl: 'ഹർത്താൽ',
    by: 'Collector',
    declaredAt: at(from),
    ...more,
  }
}

type Told = Partial<Omit<RunningClock, 'since' | 'term'>> & { calendar?: Calendar; district?: string }

/** A clock for disposal, which may be paused, by the calendar of Kerala. */
export function run(
  since: string,
  term: string,
  { calendar = KERALA, district, ...more }: Told = {},
): DueAndWhy {
  const clock: RunningClock = {
    kind: 'dispose',
    since: at(since),
    term: termFrom(term)!,
    start: 'day-after',
    changes: [],
    ...more,
  }
  return runClock(clock, openDays(undefined, calendar, district))
}

export const due = (...args: Parameters<typeof run>): string | null => inKerala(run(...args).dueAt)

/** The lines of the days, and what is told besides, in English. */
export const told = (...args: Parameters<typeof run>): string[] => run(...args).lines.map(lineInEnglish)

const done = (when: string, reason: string) => ({ at: at(when), by: 'Head of office', reason })
export const pause = (when: string): ClockChange => ({ what: 'pause', ...done(when, 'fee asked for') })
export const resume = (when: string): ClockChange => ({ what: 'resume', ...done(when, 'fee paid') })
export const extend = (when: string, term: string): ClockChange => ({
  what: 'extend',
  ...done(when, 'papers are awaited'),
  term: termFrom(term)!,
})

/** The code with which the work is refused, or `done`. */
export function refusal(work: () => unknown): string {
  try {
    work()
    return 'done'
  } catch (error) {
    return isKcsError(error) ? error.code : String(error)
  }
}
