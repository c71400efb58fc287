// The hours of the day in which a system picks up what KCS has left for it, in the time of Kerala.

import { startOfDay, dayInKerala } from '../../common/clock/ist'

/** So many windows of a day at most. */
const MAX_WINDOWS = 12
const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** Minutes of the day; a window over midnight ends before it begins. */
interface Window {
  from: number
  to: number
}

/** What is wrong with hours such as `22:00-06:00, 13:00-13:30`, or null where they can be read. */
export function pickUpFault(hours: string): string | null {
  return windowsOf(hours) === null
    ? `must be up to ${MAX_WINDOWS} windows of the day in the time of Kerala, such as 22:00-06:00 or 10:00-10:30,15:00-15:30`
    : null
}

/** Milliseconds until the next window begins: 0 within one. Null where the hours cannot be read. */
export function untilPickUp(hours: string, now: Date): number | null {
  const windows = windowsOf(hours)
  if (windows === null) return null
  const sinceMidnightMs = now.getTime() - startOfDay(dayInKerala(now)).getTime()
  return Math.min(...windows.map((window) => untilWindow(window, sinceMidnightMs)))
}

function untilWindow({ from, to }: Window, nowMs: number): number {
  const [fromMs, toMs] = [from * MINUTE_MS, to * MINUTE_MS]
  const isIn = fromMs < toMs ? nowMs >= fromMs && nowMs < toMs : nowMs >= fromMs || nowMs < toMs
  if (isIn) return 0
  return nowMs < fromMs ? fromMs - nowMs : fromMs - nowMs + DAY_MINUTES * MINUTE_MS
}

function windowsOf(hours: string): Window[] | null {
  const windows = hours.split(',').map((text) => windowOf(text.trim()))
  if (windows.length > MAX_WINDOWS) return null
  return windows.every((window) => window !== null) ? windows : null
}

function windowOf(text: string): Window | null {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text)
  if (!match) return null
  const [fromHour, fromMinute, toHour, toMinute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ]
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute]
  const isTime = fromMinute < 60 && toMinute < 60 && from < DAY_MINUTES && to <= DAY_MINUTES
  return isTime && from !== to ? { from, to } : null
}
