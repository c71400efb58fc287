// Counts hours: those in which the office works, or all time by day and night.

import { dayNumberAt, startOfDayNumber } from './ist'
import type { OfficeDay } from './days'
import type { CountedFrom } from './term'
import { dayOfComing, nextWorkingMoment, tellSkipped, type Walk } from './walk'

export const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/** The end of so many office hours from the instant, in ms; null where the clock stands before. */
export function countWorkingHours(
  walk: Walk,
  since: number,
  hours: number,
  start: CountedFrom,
): number | null {
  let from = start === 'next-working-moment' ? nextWorkingMoment(walk, since) : since
  if (start === 'day-after') {
    const came = dayOfComing(walk, since)
    walk.lines.push({ code: 'day-of-start', day: walk.day(came).date })
    if (hours === 0) from = walk.day(came).closes
    else from = nextWorkingMoment(walk, startOfDayNumber(came + 1))
  }
  if (hours === 0) return from
  const wanted = hours * HOUR_MS
  for (let number = dayNumberAt(from), had = 0; ; number += 1) {
    const day = walk.day(number)
    walk.tellUntil(day.ends)
    walk.tellYear(day)
    const pieces = walk.running(Math.max(from, day.opens), day.ends)
    const end = instantAfter(pieces, wanted - had)
    const worked = Math.min(sum(pieces), wanted - had)
    had += worked
    if (worked > 0) tellWorked(walk, day, { from: pieces[0]![0], to: end ?? day.ends, worked, had })
    if (end !== null) return upToMinute(end)
    const pause = walk.pauseAt(day.ends)
    const because = day.because ?? (pause && day.ends > from ? 'paused' : null)
    if (worked === 0 && because) tellSkipped(walk, day, because)
    if (pause?.to === Infinity) return null
  }
}

/** The end of so much time by day and night from the instant, in ms; null where the clock stands before. */
export function countTime(walk: Walk, since: number, ms: number, start: CountedFrom): number | null {
  let from = start === 'next-working-moment' ? nextWorkingMoment(walk, since) : since
  if (start === 'day-after') {
    from = startOfDayNumber(dayNumberAt(since) + 1)
    walk.lines.push({ code: 'runs-from', at: new Date(from) })
  }
  if (ms === 0) return from
  const end = instantAfter(walk.running(from, Infinity), ms)
  walk.tellUntil(end ?? Infinity)
  if (end === null) return null
  const due = ms < HOUR_MS ? end : upToMinute(end)
  walk.lines.push({ code: 'ran', at: new Date(due), hours: ms / HOUR_MS })
  return due
}

function tellWorked(
  walk: Walk,
  { date }: OfficeDay,
  { from, to, worked, had }: { from: number; to: number; worked: number; had: number },
): void {
  const span = { from: new Date(from), to: new Date(to) }
  walk.lines.push({ code: 'worked', day: date, ...span, minutes: minutesOf(worked), total: minutesOf(had) })
}

function sum(pieces: readonly [number, number][]): number {
  return pieces.reduce((total, [from, to]) => total + to - from, 0)
}

/** The instant at which so many ms of the pieces have passed; null where they are shorter. */
function instantAfter(pieces: readonly [number, number][], ms: number): number | null {
  let left = ms
  for (const [from, to] of pieces) {
    if (to - from >= left) return from + left
    left -= to - from
  }
  return null
}

function minutesOf(ms: number): number {
  return Math.round(ms / MINUTE_MS)
}

function upToMinute(ms: number): number {
  return Math.ceil(ms / MINUTE_MS) * MINUTE_MS
}
