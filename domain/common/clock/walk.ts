// The walk of a clock along the days of its office, with what it tells on the way.

import { KcsError } from '../error'
import type { Pause, SortedChanges } from './changes'
import type { OfficeDay, OfficeDays } from './days'
import { dayNumberAt } from './ist'
import type { ClockLine, SkippedBecause, SkippedLine } from './line'

export interface Walk {
  lines: ClockLine[]
  /** Whether it was ever paused, resumed or extended: where it was not, there is nothing to tell on the way. */
  isChanged: boolean
  /** The day with that number. Throws KcsError `clock-out-of-reach` beyond what is looked at. */
  day(number: number): OfficeDay
  /** Whether the calendar of the day is to be relied on: tells once for each year where it is not. */
  tellYear(day: OfficeDay): void
  /** Tells the pauses and resumes up to the instant. */
  tellUntil(ms: number): void
  /** Tells those after the due instant. */
  tellRest(): void
  /** The pause in which the instant lies. */
  pauseAt(ms: number): Pause | undefined
  /** The pieces of the time from `from` to `to` in which the clock runs. */
  running(from: number, to: number): [from: number, to: number][]
}

/** A walk that has not begun; it looks no further than the day with that number. */
export function openWalk(days: OfficeDays, { all, pauses }: SortedChanges, lastDay: number): Walk {
  const lines: ClockLine[] = []
  const told = new Set<string>()
  let next = 0

  function tell(until: number, late: boolean): void {
    for (let change = all[next]; change && change.at.getTime() <= until; change = all[++next]) {
      if (change.what === 'extend') continue
      const { what, at, by, reason } = change
      lines.push({ code: what === 'pause' ? 'paused' : 'resumed', at, by, reason, late })
    }
  }

  return {
    lines,
    isChanged: all.length > 0,

    day(number) {
      if (number > lastDay) throw new KcsError('clock-out-of-reach')
      return days.at(number)
    },

    tellYear({ date, yearEntered, provisional }) {
      if (yearEntered && !provisional) return
      const year = date.slice(0, 4)
      if (told.has(year)) return
      told.add(year)
      lines.push({ code: yearEntered ? 'year-provisional' : 'year-not-entered', year: Number(year) })
    },

    tellUntil: (ms) => tell(ms, false),
    tellRest: () => tell(Infinity, true),
    pauseAt: (ms) => pauses.find(({ from, to }) => from <= ms && ms < to),

    running(from, to) {
      const pieces: [number, number][] = []
      let begin = from
      for (const pause of pauses) {
        if (pause.to <= begin || pause.from >= to) continue
        if (pause.from > begin) pieces.push([begin, pause.from])
        begin = pause.to
      }
      if (begin < to) pieces.push([begin, to])
      return pieces
    },
  }
}

/** The day on which what comes at the instant counts as come: the first working day whose office hours have not ended. */
export function dayOfComing(walk: Walk, from: number): number {
  const plain = dayNumberAt(from)
  const first = walk.day(plain)
  let number = plain
  walk.tellYear(first)
  for (let day = first; !(day.working && day.closes > from); walk.tellYear(day)) day = walk.day(++number)
  if (number !== plain) {
    const { because, name, nameMl } = first
    const { date } = walk.day(number)
    walk.lines.push({
      code: 'came-later',
      at: new Date(from),
      day: date,
      because: because ?? 'after-hours',
      ...namesOf(name, nameMl),
    })
  }
  return number
}

/** The next moment from the instant on at which people are in the office. */
export function nextWorkingMoment(walk: Walk, from: number): number {
  for (let number = dayNumberAt(from); ; number += 1) {
    const day = walk.day(number)
    const { opens, ends } = day
    walk.tellYear(day)
    const moment = Math.max(from, opens)
    if (moment >= ends) continue
    if (moment !== from) walk.lines.push({ code: 'runs-from', at: new Date(moment) })
    return moment
  }
}

/** Tells that a day is not counted. */
export function tellSkipped(walk: Walk, day: OfficeDay, because: SkippedBecause): void {
  // Why the office does not work is the same for every clock.
  if (because === day.because) walk.lines.push((day.skipped ??= skippedLine(day, because)))
  else walk.lines.push(skippedLine(day, because))
}

function skippedLine(day: OfficeDay, because: SkippedBecause): SkippedLine {
  const { date, name, nameMl, mayShift } = day
  const names = because === day.because ? namesOf(name, nameMl) : {}
  return { code: 'skipped', day: date, because, mayShift: because === 'holiday' && mayShift, ...names }
}

/** The names of what closed a day, where it has any. */
export function namesOf(name?: string, nameMl?: string): { name?: string; nameMl?: string } {
  return name === undefined ? {} : { name, nameMl: nameMl ?? '' }
}
