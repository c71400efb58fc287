// The engine against the slow reference, and what holds of every clock.

import fc from 'fast-check'
import {
  type Calendar,
  type Closure,
  type Holiday,
  HOLIDAY_KINDS,
  newStateCalendar,
  type OfficeHours,
  WEEKDAYS,
} from '../../../../domain/common/clock/calendar'
import type { ClockChange } from '../../../../domain/common/clock/changes'
import { openDays } from '../../../../domain/common/clock/days'
import { DAY_MS, dateOfDayNumber, dayNumberAt, startOfDay } from '../../../../domain/common/clock/ist'
import { type RunningClock, runClock } from '../../../../domain/common/clock/run'
import { START_RULES, type Term } from '../../../../domain/common/clock/term'
import { lineInEnglish } from '../../../../domain/common/clock/words'
import { lineInMalayalam } from '../../../../domain/common/clock/words-ml'
import { slowlyDue } from './reference'

const MINUTE = 60_000
/** Over the end of a year and a leap day. */
const FIRST = dayNumberAt(startOfDay('2027-12-20').getTime())
const SPAN = 80

const dayArb = fc.integer({ min: 0, max: SPAN }).map((n) => dateOfDayNumber(FIRST + n))
const minuteArb = fc
  .integer({ min: 0, max: 40 * 1440 })
  .map((n) => new Date(startOfDay('2027-12-20').getTime() + n * MINUTE))
const timeArb = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const districtsArb = fc.constantFrom<string[]>([], ['Ernakulam'], ['Kannur'])

const holidayArb: fc.Arbitrary<Holiday> = fc.record({
  date: dayArb,
  name: fc.constant('Holiday'),
  nameMl: fc.constant(''),
  kind: fc.constantFrom(...HOLIDAY_KINDS),
  districts: districtsArb,
  closesAt: timeArb,
})
const closureArb: fc.Arbitrary<Closure> = fc
  .record({ from: minuteArb, days: fc.integer({ min: 1, max: 9 }), districts: districtsArb })
  .map(({ from, days, districts }) => ({
    ...{ from, districts, name: 'Flood', nameMl: '', by: 'Collector', declaredAt: from },
    reason: 'flood',
    until: dateOfDayNumber(dayNumberAt(from.getTime()) + days),
  }))
const calendarArb: fc.Arbitrary<Calendar> = fc
  .record({
    closed: fc.subarray([...WEEKDAYS], { maxLength: 3 }),
    closedSaturdays: fc.subarray([1, 2, 3, 4, 5]),
    hours: fc.constantFrom<OfficeHours[]>([], [{ from: '2028-01-15', opensAt: '10:00', closesAt: '17:00' }]),
    holidays: fc.array(holidayArb, { maxLength: 25 }),
    closures: fc.array(closureArb, { maxLength: 3 }),
  })
  .map(({ closed, closedSaturdays, hours, holidays, closures }) => ({
    ...newStateCalendar(),
    ...{ weekly: [{ from: '1956-11-01', closed, closedSaturdays }], hours, closures },
    years: [2027, 2028].map((year) => ({
      year,
      holidays: holidays.filter(({ date }) => date.startsWith(String(year))),
    })),
  }))

const termArb = (least: number): fc.Arbitrary<Term> =>
  fc.oneof(
    fc.record({ amount: fc.integer({ min: least, max: 12 }), unit: fc.constant('working-days' as const) }),
    fc.record({ amount: fc.integer({ min: least, max: 15 }), unit: fc.constant('calendar-days' as const) }),
    fc.record({ amount: fc.integer({ min: least, max: 40 }), unit: fc.constant('working-hours' as const) }),
    fc.record({ amount: fc.integer({ min: least, max: 200 }), unit: fc.constant('hours' as const) }),
    fc.integer({ min: least, max: 3_000 }).map((n) => ({ amount: n * 60, unit: 'seconds' as const })),
  )
const said = { by: 'Head', reason: 'why' }
const changesArb = fc
  .record({
    // Minutes after the start, in pairs of pause and resume; the last pause may stay.
    marks: fc.uniqueArray(fc.integer({ min: 0, max: 14 * 1440 }), { maxLength: 5 }),
    extensions: fc.array(fc.record({ at: fc.integer({ min: 0, max: 14 * 1440 }), term: termArb(1) }), {
      maxLength: 2,
    }),
  })
  .map(({ marks, extensions }) => (since: Date): ClockChange[] => {
    const instant = (minutes: number) => new Date(since.getTime() + minutes * MINUTE)
    return [
      ...[...marks]
        .sort((one, other) => one - other)
        .map(
          (mark, i): ClockChange => ({ what: i % 2 === 0 ? 'pause' : 'resume', at: instant(mark), ...said }),
        ),
      ...extensions.map(({ at, term }): ClockChange => ({ what: 'extend', at: instant(at), term, ...said })),
    ]
  })
const clockArb: fc.Arbitrary<RunningClock> = fc
  .record({ since: minuteArb, term: termArb(0), start: fc.constantFrom(...START_RULES), changes: changesArb })
  .map(({ changes, ...clock }) => ({ kind: 'dispose', ...clock, changes: changes(clock.since) }))

const daysOf = (calendar: Calendar) => openDays(undefined, calendar, 'Ernakulam')

test('a clock is due when a count minute by minute says so', () => {
  fc.assert(
    fc.property(calendarArb, clockArb, (calendar, clock) => {
      const { dueAt } = runClock(clock, daysOf(calendar))
      expect(dueAt?.toISOString() ?? null).toBe(
        slowlyDue(clock, calendar, 'Ernakulam')?.toISOString() ?? null,
      )
    }),
    { numRuns: 60 },
  )
})

test('what comes later is never due sooner', () => {
  fc.assert(
    fc.property(calendarArb, clockArb, fc.integer({ min: 0, max: 5 * 1440 }), (calendar, clock, minutes) => {
      const sooner = { ...clock, changes: [] }
      const later = { ...sooner, since: new Date(clock.since.getTime() + minutes * MINUTE) }
      const [one, other] = [sooner, later].map((each) => runClock(each, daysOf(calendar)).dueAt!)
      expect(other!.getTime()).toBeGreaterThanOrEqual(one!.getTime())
    }),
  )
})

test('a closure makes nothing due sooner', () => {
  fc.assert(
    fc.property(calendarArb, clockArb, closureArb, (calendar, clock, closure) => {
      const closed = { ...calendar, closures: [...calendar.closures, closure] }
      const [before, after] = [calendar, closed].map((each) => runClock(clock, daysOf(each)).dueAt)
      if (before && after) expect(after.getTime()).toBeGreaterThanOrEqual(before.getTime())
    }),
  )
})

test('the lines count along: so many days as the term has, each once, in the order of the days', () => {
  fc.assert(
    fc.property(calendarArb, clockArb, (calendar, clock) => {
      const { dueAt, lines } = runClock({ ...clock, changes: [] }, daysOf(calendar))
      const counted = lines.flatMap((line) => (line.code === 'counted' ? [line] : []))
      const isOfDays = clock.term.unit === 'working-days' || clock.term.unit === 'calendar-days'
      expect(counted).toHaveLength(isOfDays ? clock.term.amount : 0)
      expect(counted.map(({ count }) => count)).toEqual(counted.map((_, i) => i + 1))
      const days = lines.flatMap((line) =>
        line.code === 'counted' || line.code === 'skipped' ? [line.day] : [],
      )
      expect(days).toEqual([...new Set(days)].sort())
      const worked = lines.flatMap((line) => (line.code === 'worked' ? [line.minutes] : []))
      if (clock.term.unit === 'working-hours')
        expect(worked.reduce((total, one) => total + one, 0)).toBe(clock.term.amount * 60)
      expect(lines.at(-1)).toEqual({ code: 'due', at: dueAt })
      expect(dueAt!.getTime()).toBeGreaterThanOrEqual(clock.since.getTime())
    }),
  )
})

test('the days of an office are kept for all its clocks: each is told as if it was the only one', () => {
  fc.assert(
    fc.property(calendarArb, fc.array(clockArb, { minLength: 2, maxLength: 4 }), (calendar, clocks) => {
      const kept = daysOf(calendar)
      for (const clock of clocks) expect(runClock(clock, kept)).toEqual(runClock(clock, daysOf(calendar)))
    }),
    { numRuns: 50 },
  )
})

test('every line has words in both languages', () => {
  fc.assert(
    fc.property(calendarArb, clockArb, (calendar, clock) => {
      for (const line of runClock(clock, daysOf(calendar)).lines) {
        expect(lineInEnglish(line)).toMatch(/^[A-Z\d].*\.$/)
        expect(lineInEnglish(line)).not.toMatch(/undefined|NaN/)
        expect(lineInMalayalam(line)).toMatch(/[\u0d00-\u0d7f].*\.$/)
        expect(lineInMalayalam(line)).not.toMatch(/undefined|NaN/)
      }
    }),
    { numRuns: 50 },
  )
})

test('days are numbered so that a year has all of them', () => {
  const first = dayNumberAt(startOfDay('2028-02-28').getTime())
  expect([0, 1, 2].map((n) => dateOfDayNumber(first + n))).toEqual(['2028-02-28', '2028-02-29', '2028-03-01'])
  expect(dayNumberAt(startOfDay('2028-03-01').getTime() - 1) * DAY_MS).toBe((first + 1) * DAY_MS)
})
