// Calendars of offices: on which days and hours they work, by the week, by lists of holidays for each year, and by closures.

import { dayInKerala, dayNumberAt, weekdayOfDayNumber } from './ist'

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

/** A restricted holiday closes no office: some of its people are away. On a half day the office works until `closesAt`. */
export const HOLIDAY_KINDS = ['public', 'local', 'restricted', 'half-day'] as const
export type HolidayKind = (typeof HOLIDAY_KINDS)[number]

/** Which days of the week are closed, from the day named until the next such rule begins. */
export interface WeeklyRule {
  /** YYYY-MM-DD in Kerala, as are all days here. */
  from: string
  closed: Weekday[]
  /** Which Saturdays of a month are closed: 1 is the first, 5 the fifth. */
  closedSaturdays: number[]
}

/** From when to when offices work on a day, from the day named until the next such rule begins. */
export interface OfficeHours {
  from: string
  /** HH:MM in Kerala, as is `closesAt`. */
  opensAt: string
  closesAt: string
}

export interface Holiday {
  date: string
  name: string
  nameMl: string
  kind: HolidayKind
  /** It holds for offices of these districts alone; without any, for all. */
  districts?: string[]
  /** Of a half day: when offices close. Without it, with the forenoon. */
  closesAt?: string
  /** It goes by the moon, and a later order may move it. */
  mayShift?: boolean
}

/** The holidays of a year; one without a list has not been entered. */
export interface CalendarYear {
  year: number
  holidays: Holiday[]
  /** The order that the list was taken from. */
  source?: string
  /** The order was not known when the list was entered: days may be missing. */
  provisional?: boolean
}

export const CLOSURE_REASONS = ['hartal', 'flood', 'mourning', 'election', 'epidemic', 'other'] as const
export type ClosureReason = (typeof CLOSURE_REASONS)[number]

/** Offices closed of a sudden, from an instant until a day; unlike a holiday it may be declared on the day itself. */
export interface Closure {
  from: Date
  /** The first day on which they work again. */
  until: string
  reason: ClosureReason
  name: string
  nameMl: string
  /** Whose order it is, such as a District Collector. */
  by: string
  districts?: string[]
  /** What was decided before this instant was decided without it. */
  declaredAt: Date
}

export interface Calendar {
  /** The name that offices know it by. */
  id: string
  name: string
  nameMl: string
  /** By their beginning; before the first of them the State's calendar holds instead. */
  weekly: WeeklyRule[]
  /** By their beginning; before the first of them `USUAL_HOURS` hold. */
  hours: OfficeHours[]
  years: CalendarYear[]
  /** By their beginning. */
  closures: Closure[]
  /** Grows with each change; its ETag. */
  version: number
}

/** The calendar of offices that name none, or one that is not there. */
export const STATE_CALENDAR = 'state'

/**
 * Office hours of Government offices in the Secretariat, the municipal corporations and Kottayam: 10:15 to 17:15, by the
 * order of the Personnel and Administrative Reforms Department of November 2023. Offices elsewhere keep 10:00 to 17:00, and
 * say so in a calendar of their own.
 */
export const USUAL_HOURS = { opensAt: '10:15', closesAt: '17:15' } as const

/** When the forenoon ends: the break of Government offices begins at 13:15 (the same department's circular of 27 August 2019). */
export const FORENOON_ENDS = '13:15'

/** Why an office does not work on a day. */
export const CLOSED_BECAUSE = ['weekday', 'saturday', 'holiday', 'closure'] as const
export type ClosedBecause = (typeof CLOSED_BECAUSE)[number]

export interface DayOfCalendar {
  date: string
  working: boolean
  /** Why it is closed. A holiday goes before the rest, for it has a name. */
  because: ClosedBecause | null
  /** Of the holiday or closure. */
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
    hours: [],
    years: [],
    closures: [],
    version: 1,
  }
}

/**
 * Whether offices of the district work at the instant, by the day that it is in Kerala, as it was known at that instant: a
 * closure counts from when it was declared. Without a district, what holds for some districts alone does not count.
 */
export function dayOf(
  calendar: Pick<Calendar, 'weekly' | 'years'> & Partial<Pick<Calendar, 'closures'>>,
  at: Date,
  district?: string,
): DayOfCalendar {
  const date = dayInKerala(at)
  const list = calendar.years.find(({ year }) => year === yearOf(date))
  const yearEntered = list !== undefined
  const entries = list?.holidays.filter((one) => one.date === date) ?? []
  const rule = calendar.weekly.findLast(({ from }) => from <= date)
  const weekday = WEEKDAYS[weekdayOfDayNumber(dayNumberAt(at.getTime()))]!
  const { because, named } = closedBy(entries, rule, { date, weekday }, district)
  const closure = because
    ? undefined
    : calendar.closures?.find(
        (one) =>
          one.declaredAt <= at && one.from <= at && date < one.until && holdsIn(one.districts, district),
      )
  const { name, nameMl } = named ?? closure ?? {}
  const names = name === undefined ? {} : { name, nameMl: nameMl ?? '' }
  const reason = because ?? (closure ? 'closure' : null)
  return { date, working: reason === null, because: reason, ...names, yearEntered }
}

/** Why offices of the district are closed on the day, closures apart: by an entry of that day, or by the weekly rule. */
export function closedBy(
  entries: readonly Holiday[],
  rule: WeeklyRule | undefined,
  { date, weekday }: { date: string; weekday: Weekday },
  district: string | undefined,
): { because: Exclude<ClosedBecause, 'closure'> | null; named?: Holiday } {
  const named = entries.find((one) => closesOffices(one.kind) && holdsIn(one.districts, district))
  if (named) return { because: 'holiday', named }
  if (rule?.closed.includes(weekday)) return { because: 'weekday' }
  const saturday = weekday === 'saturday' ? saturdayOfMonth(date) : 0
  return { because: rule?.closedSaturdays.includes(saturday) ? 'saturday' : null }
}

/** Which Saturday of its month the day is, if it is one. */
export function saturdayOfMonth(date: string): number {
  return Math.ceil(Number(date.slice(8)) / 7)
}

/** Whether what holds for these districts (none: for all) holds for an office of that district. */
export function holdsIn(districts: readonly string[] | undefined, district: string | undefined): boolean {
  if (!districts || districts.length === 0) return true
  return district !== undefined && districts.includes(district)
}

/** Whether a holiday of the kind closes offices for the whole day. */
export function closesOffices(kind: HolidayKind): boolean {
  return kind === 'public' || kind === 'local'
}

/** Of the calendar that an office names and the State's, the one that holds on that day. */
export function calendarAt(named: Calendar | undefined, state: Calendar | undefined, at: Date): Calendar {
  return calendarOn(named, state, dayInKerala(at))
}

/** The same for a day, YYYY-MM-DD. */
export function calendarOn(named: Calendar | undefined, state: Calendar | undefined, day: string): Calendar {
  const begun = named?.weekly.some(({ from }) => from <= day)
  return (begun ? named : state) ?? newStateCalendar()
}

/** The year of a day. */
export function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}

/** A fault of a time of the day, or null: HH:MM, from 00:00 to 23:59. */
export function timeFault(text: string): string | null {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text) ? null : 'must be a time as HH:MM'
}
