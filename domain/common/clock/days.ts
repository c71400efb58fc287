// The days of one office, as clocks count them: its hours, its holidays and its closures, each worked out once.

import {
  type Calendar,
  calendarOn,
  type CalendarYear,
  type ClosedBecause,
  closedBy,
  type Closure,
  FORENOON_ENDS,
  holdsIn,
  type Holiday,
  USUAL_HOURS,
  WEEKDAYS,
  yearOf,
} from './calendar'
import { dateOfDayNumber, startOfDayNumber, weekdayOfDayNumber } from './ist'
import type { SkippedLine } from './line'

/** A day of an office. Instants are in ms. */
export interface OfficeDay {
  date: string
  /** Whether it counts as a working day. */
  working: boolean
  because: ClosedBecause | null
  /** Of the holiday, half day or closure. */
  name?: string
  nameMl?: string
  /** From `opens` to `ends` people are there; the two are one instant where nobody is. */
  opens: number
  ends: number
  /** When its office hours end, or would end if it were no closed day: the instant at which the day is counted. */
  closes: number
  half: boolean
  mayShift: boolean
  yearEntered: boolean
  /** The list of its year was entered before the order was known. */
  provisional: boolean
  /** The line that says why it is not counted, once it was told: the same for all clocks of the office. */
  skipped: Readonly<SkippedLine> | undefined
}

export interface OfficeDays {
  /** The day with that number (see ist.ts). */
  at(day: number): OfficeDay
}

/** A page holds 512 days. */
const PAGE_BITS = 9
const PAGE_MASK = (1 << PAGE_BITS) - 1

/**
 * The days of an office by the calendar that it names, or the State's where that has not begun, and by its district. Days
 * are worked out when they are asked for, and remembered: keep the result for all clocks of the office.
 */
export function openDays(
  named: Calendar | undefined,
  state: Calendar | undefined,
  district: string | undefined,
): OfficeDays {
  // In pages, for a clock walks from day to day: one look-up serves hundreds of them.
  const pages = new Map<number, OfficeDay[]>()
  let page: OfficeDay[] = []
  let pageNumber = NaN
  const lists = new Map<CalendarYear, ReadonlyMap<string, Holiday[]>>()

  function entriesOf(list: CalendarYear): ReadonlyMap<string, Holiday[]> {
    let entries = lists.get(list)
    if (!entries) {
      entries = byDate(list.holidays)
      lists.set(list, entries)
    }
    return entries
  }

  function workOut(number: number): OfficeDay {
    const date = dateOfDayNumber(number)
    const calendar = calendarOn(named, state, date)
    const list = calendar.years.find(({ year }) => year === yearOf(date))
    const entries = (list && entriesOf(list).get(date)) ?? []
    const weekday = WEEKDAYS[weekdayOfDayNumber(number)]!
    const rule = calendar.weekly.findLast(({ from }) => from <= date)
    const { because, named: holiday } = closedBy(entries, rule, { date, weekday }, district)
    const half = because ? undefined : earliestHalf(entries, district)
    const { opensAt, closesAt } = calendar.hours.findLast(({ from }) => from <= date) ?? USUAL_HOURS
    const start = startOfDayNumber(number)
    const opens = start + msOf(opensAt)
    const closes = Math.max(opens, start + msOf(half ? endOf(half) : closesAt))
    const cut = because ? undefined : firstClosure(calendar.closures, date, district, closes)
    const { name, nameMl } = cut ?? holiday ?? half ?? {}
    // All days have the same fields in the same order, also what is undefined: so they are read fast.
    return {
      date,
      working: because === null && !cut,
      because: because ?? (cut ? 'closure' : null),
      name,
      nameMl: name === undefined ? undefined : (nameMl ?? ''),
      opens,
      ends: because ? opens : cut ? Math.max(opens, cut.from.getTime()) : closes,
      closes,
      half: half !== undefined,
      mayShift: holiday?.mayShift === true,
      yearEntered: list !== undefined,
      provisional: list?.provisional === true,
      skipped: undefined,
    }
  }

  function turnTo(wanted: number): void {
    pageNumber = wanted
    page = pages.get(wanted) ?? []
    pages.set(wanted, page)
  }

  return {
    at(number) {
      if (number >> PAGE_BITS !== pageNumber) turnTo(number >> PAGE_BITS)
      return (page[number & PAGE_MASK] ??= workOut(number))
    },
  }
}

function byDate(holidays: readonly Holiday[]): ReadonlyMap<string, Holiday[]> {
  const entries = new Map<string, Holiday[]>()
  for (const one of holidays) entries.set(one.date, [...(entries.get(one.date) ?? []), one])
  return entries
}

/** The half day that ends first, of those that hold for the district. */
function earliestHalf(entries: readonly Holiday[], district: string | undefined): Holiday | undefined {
  return entries
    .filter(({ kind, districts }) => kind === 'half-day' && holdsIn(districts, district))
    .sort((one, other) => (endOf(one) < endOf(other) ? -1 : 1))[0]
}

/** The closure that begins first, of those that take something of the day's office hours. */
function firstClosure(
  closures: readonly Closure[],
  date: string,
  district: string | undefined,
  closes: number,
): Closure | undefined {
  return closures
    .filter(
      ({ from, until, districts }) => from.getTime() < closes && date < until && holdsIn(districts, district),
    )
    .sort((one, other) => one.from.getTime() - other.from.getTime())[0]
}

const endOf = ({ closesAt }: Holiday): string => closesAt ?? FORENOON_ENDS

/** The ms of the day before HH:MM. */
function msOf(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * 60_000
}
