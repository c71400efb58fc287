// What the explanation of a clock costs that runs for a year, beside one plain loop over the days of that year.

import { newStateCalendar } from '../domain/common/clock/calendar'
import { openDays } from '../domain/common/clock/days'
import { DAY_MS, dayNumberAt, startOfDay, weekdayOfDayNumber } from '../domain/common/clock/ist'
import { KERALA_YEARS } from '../domain/common/clock/kerala'
import { type RunningClock, runClock } from '../domain/common/clock/run'
import type { Report, Row } from './report'
import { type Figure, figure, figureText } from './statistics'

const ROUNDS = 2_000
/** Working days of 2026, from the middle of the afternoon of its first day. */
const YEAR: RunningClock = {
  kind: 'dispose',
  since: new Date(startOfDay('2026-01-01').getTime() + 15 * 3_600_000),
  term: { amount: 278, unit: 'working-days' },
  start: 'day-after',
  changes: [],
}
const calendar = { ...newStateCalendar(), years: [...KERALA_YEARS] }

/** Median and range of runs of `ROUNDS` each, in µs for one. */
export function clocksBench({ runs }: { runs: number }): Promise<Report> {
  const days = openDays(undefined, calendar, 'Ernakulam')
  const { dueAt } = runClock(YEAR, days)
  const dates = new Set(calendar.years.flatMap((list) => list.holidays.map(({ date }) => date)))
  const holidays = new Set([...dates].map((date) => dayNumberAt(startOfDay(date).getTime())))
  const taken: Record<'loop' | 'explained' | 'opened', number[]> = { loop: [], explained: [], opened: [] }
  for (let run = 0; run <= runs; run += 1) {
    const loop = microseconds(ROUNDS, () => plainLoop(holidays))
    const explained = microseconds(ROUNDS, () => runClock(YEAR, days))
    const opened = microseconds(ROUNDS / 20, () => runClock(YEAR, openDays(undefined, calendar, 'Ernakulam')))
    // The first run is for the compiler.
    if (run === 0) continue
    taken.loop.push(loop)
    taken.explained.push(explained)
    taken.opened.push(opened)
  }
  const rows: Row[] = [
    rowOf('one clock over a year, with its explanation', taken.explained, taken.loop, '≤ 50 µs'),
    rowOf('the same with the days of the office worked out anew', taken.opened, taken.loop, 'none'),
  ]
  const due = dueAt?.toISOString() ?? 'never'
  return Promise.resolve({ conditions: `${ROUNDS} clocks a run, 278 working days, due ${due}`, rows })
}

function rowOf(metric: string, taken: readonly number[], loop: readonly number[], target: string): Row {
  const ratio: Figure = figure(taken.map((one, i) => one / loop[i]!))
  const value = `${figureText(figure(taken))} µs`
  return { metric, value, ceiling: `${figureText(figure(loop), 2)} µs, a plain loop`, ratio, target }
}

/** The days of 2026 that are neither Sunday nor second Saturday nor holiday, with nothing said of them. */
function plainLoop(holidays: ReadonlySet<number>): number {
  const first = dayNumberAt(startOfDay('2026-01-01').getTime())
  let working = 0
  for (let day = first; day < first + 365; day += 1) {
    const weekday = weekdayOfDayNumber(day)
    const second = weekday === 6 && Math.ceil(new Date(day * DAY_MS).getUTCDate() / 7) === 2
    if (weekday !== 0 && !second && !holidays.has(day)) working += 1
  }
  return working
}

function microseconds(rounds: number, work: () => unknown): number {
  const startedAt = process.hrtime.bigint()
  for (let i = 0; i < rounds; i += 1) work()
  return Number(process.hrtime.bigint() - startedAt) / 1000 / rounds
}
