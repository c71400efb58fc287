// A year of a calendar as its page shows it: months, weeks, and what is special about a day.

import { closesOffices } from '../../../../domain/common/clock/calendar'
import type { Calendar, CalendarDay, Holiday } from '../../../contract/directory'
import type { Language } from '../../../../domain/letters/dispatch/dispatch'

/** What a day of the grid is; `plain` is an ordinary working day. */
export type DayMark = 'plain' | 'weekday' | 'holiday' | 'closure' | 'half-day' | 'local' | 'restricted'

export interface ShownDay {
  date: string
  mark: DayMark
  /** Of what is special about it. */
  named: { name: string; nameMl: string }[]
}

const locale = (language: Language) => (language === 'ml' ? 'ml-IN' : 'en-IN')
const inUtc = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale(language), { ...options, timeZone: 'UTC' })

export function monthName(month: number, language: Language): string {
  return inUtc(language, { month: 'long' }).format(new Date(Date.UTC(2026, month, 1)))
}

/** The names of the days of the week from Sunday on, short and whole. */
export function weekdayNames(language: Language): { short: string; long: string }[] {
  // 1 November 2026 is a Sunday.
  return Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 10, 1 + day))).map((at) => ({
    short: inUtc(language, { weekday: 'narrow' }).format(at),
    long: inUtc(language, { weekday: 'long' }).format(at),
  }))
}

/** `Wednesday 26 August` */
export function dayName(date: string, language: Language): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long' } as const
  return inUtc(language, options).format(new Date(`${date}T00:00:00Z`))
}

/** The entries of a year in their order; none where it has no list. */
export function entriesOf({ years }: Calendar, year: number): Holiday[] {
  return years.find((one) => one.year === year)?.holidays ?? []
}

/** The days of each month, with what is special about them. */
export function monthsOf(days: readonly CalendarDay[], entries: readonly Holiday[]): ShownDay[][] {
  const months = Array.from({ length: 12 }, (): ShownDay[] => [])
  for (const day of days) months[Number(day.date.slice(5, 7)) - 1]?.push(shown(day, entries))
  return months
}

function shown({ date, because, name, nameMl = '' }: CalendarDay, entries: readonly Holiday[]): ShownDay {
  const ofDay = entries.filter((one) => one.date === date)
  const closure = because === 'closure' && name !== undefined ? [{ name, nameMl }] : []
  return { date, mark: markOf(because, ofDay), named: [...closure, ...ofDay] }
}

function markOf(because: CalendarDay['because'], entries: readonly Holiday[]): DayMark {
  if (because === 'closure' || because === 'holiday') return because
  if (because) return 'weekday'
  if (entries.some(({ kind }) => kind === 'half-day')) return 'half-day'
  // It closes offices of some districts, and this grid is for those of all.
  if (entries.some(({ kind }) => closesOffices(kind))) return 'local'
  return entries.length > 0 ? 'restricted' : 'plain'
}

/** The days in weeks from Sunday; null before the first and after the last. */
export function weeksOf(days: readonly ShownDay[]): (ShownDay | null)[][] {
  const before = days[0] ? new Date(`${days[0].date}T00:00:00Z`).getUTCDay() : 0
  const cells: (ShownDay | null)[] = [...Array.from({ length: before }, () => null), ...days]
  while (cells.length % 7 !== 0) cells.push(null)
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7))
}
