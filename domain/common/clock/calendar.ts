// Calendars of offices: on which days they are closed, by the week and by lists of holidays for each year.

import { KcsError } from '../error'
import { dayInKerala } from './ist'

export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const
export type Weekday = (typeof WEEKDAYS)[number]

export const HOLIDAY_KINDS = ['public', 'local'] as const

/** Which days of the week are closed, from the day named until the next such rule begins. */
export interface WeeklyRule {
  /** YYYY-MM-DD in Kerala, as are all days here. */
  from: string
  closed: Weekday[]
  /** Which Saturdays of a month are closed: 1 is the first, 5 the fifth. */
  closedSaturdays: number[]
}

export interface Holiday {
  date: string
  name: string
  nameMl: string
  kind: (typeof HOLIDAY_KINDS)[number]
}

/** The holidays of a year; one without a list has not been entered. */
export interface CalendarYear {
  year: number
  holidays: Holiday[]
}

export interface Calendar {
  /** The name that offices know it by. */
  id: string
  name: string
  nameMl: string
  /** By their beginning; before the first of them the State's calendar holds instead. */
  weekly: WeeklyRule[]
  years: CalendarYear[]
  /** Grows with each change; its ETag. */
  version: number
}

/** The calendar of offices that name none, or one that is not there. */
export const STATE_CALENDAR = 'state'

export interface DayOfCalendar {
  date: string
  working: boolean
  /** Why it is closed. A holiday goes before the rest, for it has a name. */
  because: 'weekday' | 'saturday' | 'holiday' | null
  /** Of the holiday. */
  name?: string
  nameMl?: string
  /** False where the year has no list: then the answer knows the days of the week alone. */
  yearEntered: boolean
}

/** The State's calendar without any list: Sundays and second Saturdays, as Government offices in Kerala keep them. */
export function newStateCalendar(): Calendar {
  return {
    id: STATE_CALENDAR,
    name: 'State of Kerala',
    nameMl: 'കേരള സംസ്ഥാനം',
    // The day on which the State was formed.
    weekly: [{ from: '1956-11-01', closed: ['sunday'], closedSaturdays: [2] }],
    years: [],
    version: 1,
  }
}

/** Whether offices work at the instant, by the day that it is in Kerala. */
export function dayOf(calendar: Pick<Calendar, 'weekly' | 'years'>, at: Date): DayOfCalendar {
  const date = dayInKerala(at)
  const list = calendar.years.find(({ year }) => year === yearOf(date))
  const yearEntered = list !== undefined
  const holiday = list?.holidays.find((one) => one.date === date)
  if (holiday) {
    const { name, nameMl } = holiday
    return { date, working: false, because: 'holiday', name, nameMl, yearEntered }
  }
  const rule = calendar.weekly.findLast(({ from }) => from <= date)
  const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!
  const saturday = weekday === 'saturday' ? Math.ceil(Number(date.slice(8)) / 7) : 0
  const because = rule?.closed.includes(weekday)
    ? 'weekday'
    : rule?.closedSaturdays.includes(saturday)
      ? 'saturday'
      : null
  return { date, working: because === null, because, yearEntered }
}

/** Of the calendar that an office names and the State's, the one that holds on that day. */
export function calendarAt(named: Calendar | undefined, state: Calendar | undefined, at: Date): Calendar {
  const begun = named?.weekly.some(({ from }) => from <= dayInKerala(at))
  return (begun ? named : state) ?? newStateCalendar()
}

/**
 * Throws KcsError `effective-in-past` where a day that has begun in Kerala would be closed or opened: letters of that day
 * were routed as it was. Names of holidays may be corrected at any time. `before` is null for a new calendar.
 */
export function requireBegunKept(before: Calendar | null, after: Calendar, now: Date): void {
  const today = dayInKerala(now)
  const [was, is] = [before ? begunBy(before, today) : [], begunBy(after, today)]
  const day = [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))][0]
  if (day !== undefined) throw new KcsError('effective-in-past', { detail: `${day.slice(0, 10)} has begun.` })
}

/** The year of a day. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** All that the calendar says of days up to this one, each piece beginning with its day. */
function begunBy({ weekly, years }: Calendar, today: string): string[] {
  const rules = weekly.map(
    ({ from, closed, closedSaturdays }) =>
      `${from} ${[...closed].sort().join()} ${[...closedSaturdays].sort().join()}`,
  )
  const holidays = years.flatMap((list) => list.holidays.map(({ date }) => date))
  return [...rules, ...holidays].filter((one) => one.slice(0, 10) <= today)
}
