// A clock counted the slow way, minute by minute, from what a calendar says: what the engine is held against.

import type { Calendar } from '../../../../domain/common/clock/calendar'
import type { RunningClock } from '../../../../domain/common/clock/run'
import type { Term } from '../../../../domain/common/clock/term'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })
/** More than any clock of the tests runs. */
const HORIZON_DAYS = 250

interface Day {
  working: boolean
  /** Minutes of the day: people are there from `opens` to `ends`; it is counted at `closes`. */
  opens: number
  ends: number
  closes: number
}

/** When the clock is due; null while it stands. All instants are full minutes. */
export function slowlyDue(clock: RunningClock, calendar: Calendar, district: string): Date | null {
  // The day, counted from that of the start, and the minute of it in Kerala.
  const startDay = Math.floor((clock.since.getTime() + 330 * MINUTE) / DAY)
  const numberOf = (t: number) => Math.floor((t + 330 * MINUTE) / DAY) - startDay
  const minute = (t: number) => ((t + 330 * MINUTE) % DAY) / MINUTE
  const days: Day[] = []
  const dayAt = (t: number): Day => (days[numberOf(t)] ??= read(calendar, dateOf(t), district))
  const isOpen = (t: number) => minute(t) >= dayAt(t).opens && minute(t) < dayAt(t).ends
  const isClosing = (t: number) => minute(t) === dayAt(t).closes
  const changes = [...clock.changes].sort((one, other) => one.at.getTime() - other.at.getTime())
  const marks = changes.filter(({ what }) => what !== 'extend').map(({ at }) => at.getTime())
  /** An odd number of pauses and resumes so far. */
  const stands = (t: number) => {
    let count = 0
    for (const mark of marks) if (mark <= t) count += 1
    return count % 2 === 1
  }
  const since = clock.since.getTime()
  const end = since + HORIZON_DAYS * DAY
  const first = (from: number, holds: (t: number) => boolean): number | null => {
    for (let t = from; t < end; t += MINUTE) if (holds(t)) return t
    return null
  }
  /** The instant at which the n-th minute that holds has come, or has passed. */
  const nth = (from: number, n: number, holds: (t: number) => boolean): number | null => {
    let left = n
    return first(from, (t) => holds(t) && (left -= 1) === 0)
  }

  function count(from: number, { amount, unit }: Term, after: (t: number) => boolean): number | null {
    const counts = (t: number) => t > from && after(t) && isClosing(t) && !stands(t)
    switch (unit) {
      case 'working-days':
        return nth(from, amount, (t) => counts(t) && dayAt(t).working)
      case 'calendar-days': {
        const last = nth(from, amount, counts)
        return last === null ? null : first(last, (t) => isClosing(t) && dayAt(t).working && !stands(t))
      }
      case 'working-hours':
      case 'hours':
      case 'seconds': {
        const minutes = unit === 'seconds' ? amount / 60 : amount * 60
        const last = nth(from, minutes, (t) => !stands(t) && (unit !== 'working-hours' || isOpen(t)))
        return last === null ? null : last + MINUTE
      }
    }
  }

  function begin(): number | null {
    const { term, start } = clock
    const workingClose = (t: number) => isClosing(t) && dayAt(t).working
    if (start !== 'day-after') {
      const from = start === 'at-once' ? since : first(since, isOpen)!
      return term.amount === 0 ? from : count(from, term, () => true)
    }
    const isWorking = term.unit === 'working-days' || term.unit === 'working-hours'
    const came = isWorking ? first(since + MINUTE, workingClose)! : since
    if (term.unit === 'hours' || term.unit === 'seconds') {
      const midnight = first(since + MINUTE, (t) => minute(t) === 0)!
      return term.amount === 0 ? midnight : count(midnight, term, () => true)
    }
    if (term.unit === 'working-hours')
      return term.amount === 0
        ? came
        : count(first(came, (t) => isOpen(t) && numberOf(t) > numberOf(came))!, term, () => true)
    if (term.amount === 0) return first(since + MINUTE, (t) => workingClose(t) && !stands(t))
    return count(since, term, (t) => numberOf(t) > numberOf(came))
  }

  let due = begin()
  for (const change of changes)
    if (change.what === 'extend' && due !== null) due = count(due, change.term, () => true)
  return due === null ? null : new Date(due)
}

const dateOf = (t: number): string => new Date(t + 330 * MINUTE).toISOString().slice(0, 10)

/** What the calendar says of the day, read from its lists each time. */
function read({ weekly, hours, years, closures }: Calendar, date: string, district: string): Day {
  const holds = ({ districts = [] }: { districts?: string[] }) =>
    districts.length === 0 || districts.includes(district)
  const name = WEEKDAY.format(new Date(date)).toLowerCase()
  const week = weekly.filter(({ from }) => from <= date).at(-1)
  const entries = years.flatMap(({ holidays }) => holidays).filter((one) => one.date === date && holds(one))
  const nth = [1, 2, 3, 4, 5].find((n) => Number(date.slice(8)) <= 7 * n)!
  const isClosed =
    entries.some(({ kind }) => kind === 'public' || kind === 'local') ||
    week?.closed.some((one) => one === name) === true ||
    (name === 'saturday' && week?.closedSaturdays.includes(nth) === true)
  const time = hours.filter(({ from }) => from <= date).at(-1) ?? { opensAt: '10:15', closesAt: '17:15' }
  const opens = minutesOf(time.opensAt)
  const halves = isClosed ? [] : entries.filter(({ kind }) => kind === 'half-day')
  const closes = Math.max(
    opens,
    Math.min(
      ...(halves.length > 0
        ? halves.map((one) => minutesOf(one.closesAt ?? '13:15'))
        : [minutesOf(time.closesAt)]),
    ),
  )
  const midnight = Date.parse(`${date}T00:00:00+05:30`)
  const cuts = closures
    .filter((one) => holds(one) && date < one.until)
    .map(({ from }) => (from.getTime() - midnight) / MINUTE)
    .filter((cut) => cut < closes)
  const ends = isClosed ? opens : Math.max(opens, Math.min(closes, ...cuts))
  return { working: !isClosed && cuts.length === 0, opens, ends, closes }
}

function minutesOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return hours! * 60 + minutes!
}
