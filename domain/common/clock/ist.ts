// Indian Standard Time, the civil time of every register: UTC+05:30, without summer time.

const OFFSET_MS = (5 * 60 + 30) * 60_000

export const DAY_MS = 24 * 3_600_000

/** The calendar year in Kerala at an instant. */
export function yearInKerala(at: Date): number {
  return new Date(at.getTime() + OFFSET_MS).getUTCFullYear()
}

/** The calendar day in Kerala at an instant, as YYYY-MM-DD. */
export function dayInKerala(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10)
}

/** The first instant of a Kerala day given as YYYY-MM-DD. */
export function startOfDay(day: string): Date {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS)
}

/** The days from 1 January 1970 to the day in Kerala at an instant in ms. */
export function dayNumberAt(ms: number): number {
  return Math.floor((ms + OFFSET_MS) / DAY_MS)
}

/** The first instant, in ms, of the Kerala day with that number. */
export function startOfDayNumber(day: number): number {
  return day * DAY_MS - OFFSET_MS
}

/** The Kerala day with that number as YYYY-MM-DD. */
export function dateOfDayNumber(day: number): string {
  const date = new Date(day * DAY_MS)
  const year = date.getUTCFullYear()
  // Clocks ask for each day of a year: put together so, it costs a fifth of what toISOString does.
  if (year < 1000 || year > 9999) return date.toISOString().slice(0, 10)
  return `${year}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** The day of the week of the Kerala day with that number: 0 for Sunday. */
export function weekdayOfDayNumber(day: number): number {
  // 1 January 1970 was a Thursday.
  return (((day + 4) % 7) + 7) % 7
}
