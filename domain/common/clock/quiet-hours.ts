// The hours of each day in which people are left in peace, by the clock of Kerala.

import { dayInKerala, startOfDay } from './ist'

/** Minutes since midnight; hours that go over midnight end before they begin. */
export interface QuietHours {
  from: number
  until: number
}

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The hours of a text such as `21:00-07:00`; null where it is none, or where they would be none or a whole day. */
export function quietHoursOf(text: string): QuietHours | null {
  const [, ...parts] = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  if (parts.length === 0) return null
  const [fromHour, fromMinute, untilHour, untilMinute] = parts.map(Number) as [number, number, number, number]
  const [from, until] = [fromHour * 60 + fromMinute, untilHour * 60 + untilMinute]
  return from === until ? null : { from, until }
}

/** When the quiet hours end in which the instant lies; null where it lies in none. Their last instant is not one of them. */
export function quietUntil(at: Date, hours: QuietHours | null): Date | null {
  if (hours === null) return null
  const midnight = startOfDay(dayInKerala(at)).getTime()
  const minute = (at.getTime() - midnight) / MINUTE_MS
  const end = midnight + hours.until * MINUTE_MS
  if (hours.from < hours.until) return minute >= hours.from && minute < hours.until ? new Date(end) : null
  if (minute < hours.until) return new Date(end)
  return minute >= hours.from ? new Date(end + DAY_MS) : null
}
