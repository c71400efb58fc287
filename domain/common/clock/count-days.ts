// Counts days: each when its office hours end while the clock runs.

import type { OfficeDay } from './days'
import { dayNumberAt } from './ist'
import type { CountedFrom } from './term'
import { dayOfComing, namesOf, nextWorkingMoment, tellSkipped, type Walk } from './walk'

interface Days {
  amount: number
  /** Whether only working days are counted. */
  working: boolean
}

/** The end of so many days from the instant, in ms; null where the clock stands before. */
export function countDays(
  walk: Walk,
  since: number,
  { amount, working }: Days,
  start: CountedFrom,
): number | null {
  const from = start === 'next-working-moment' ? nextWorkingMoment(walk, since) : since
  if (amount === 0 && start !== 'day-after') return from
  let number = dayNumberAt(from)
  if (start === 'day-after') {
    if (working) number = dayOfComing(walk, from)
    walk.lines.push({ code: 'day-of-start', day: walk.day(number).date })
    if (amount > 0) number += 1
    else return endOfOfficeHours(walk, number, from)
  }
  for (let counted = 0; ; number += 1) {
    const day = walk.day(number)
    if (day.closes <= from) {
      if (start !== 'from-due') tellSkipped(walk, day, (working && day.because) || 'after-hours')
      continue
    }
    // Most clocks are as they began, and most years are entered: nothing is called for them.
    if (walk.isChanged) walk.tellUntil(day.closes)
    if (working && (!day.yearEntered || day.provisional)) walk.tellYear(day)
    const because = working ? day.because : null
    const pause = walk.isChanged ? walk.pauseAt(day.closes) : undefined
    if (because || pause) tellSkipped(walk, day, because ?? 'paused')
    if (pause?.to === Infinity) return null
    if (because || pause) continue
    counted += 1
    tellCounted(walk, day, counted)
    if (counted === amount) return working ? day.closes : endOfOfficeHours(walk, number, from)
  }
}

/** When the office hours of the day end, or of the first working day after it; null where the clock stands before. */
export function endOfOfficeHours(walk: Walk, first: number, from: number): number | null {
  for (let number = first; ; number += 1) {
    const day = walk.day(number)
    walk.tellUntil(day.closes)
    walk.tellYear(day)
    const pause = walk.pauseAt(day.closes)
    if (day.working && !pause && day.closes > from) return day.closes
    const because = day.because ?? (pause ? 'paused' : 'after-hours')
    const names = day.because ? namesOf(day.name, day.nameMl) : {}
    walk.lines.push({ code: 'moved', day: day.date, because, ...names })
    if (pause?.to === Infinity) return null
  }
}

function tellCounted(walk: Walk, { date, half, because, name, nameMl }: OfficeDay, count: number): void {
  // No spread where there is nothing to say: most days are such.
  if (!half) walk.lines.push({ code: 'counted', day: date, count, half })
  else {
    const names = because === null ? namesOf(name, nameMl) : {}
    walk.lines.push({ code: 'counted', day: date, count, half, ...names })
  }
}
