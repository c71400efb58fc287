// Clocks counted by hand, on the days where counting goes wrong.

import { newStateCalendar } from '../../../../domain/common/clock/calendar'
import { openDays } from '../../../../domain/common/clock/days'
import { runClock } from '../../../../domain/common/clock/run'
import { closed, due, KERALA, told, withHoliday } from './calendars'

const halfDay = { date: '2026-11-26', name: 'Eve', nameMl: '', kind: 'half-day' as const }
const withHalfDay = withHoliday(KERALA, halfDay)

// November 2026: the 1st is a Sunday, so are 8, 15, 22, 29; the second Saturday is the 14th.
describe('a term of days under the rule of the day after', () => {
  test.each([
    ['counts from the day after it came', '2026-11-23 11:00', '1 working day', '2026-11-24 17:15'],
    [
      'is not shorter for what comes before the office opens',
      '2026-11-23 08:00',
      '1 working day',
      '2026-11-24 17:15',
    ],
    [
      'has what comes at the end of office hours come on the next working day',
      '2026-11-23 17:15',
      '1 working day',
      '2026-11-25 17:15',
    ],
    [
      'has what comes a minute before still come on the day',
      '2026-11-23 17:14',
      '1 working day',
      '2026-11-24 17:15',
    ],
    ['has what comes on a Sunday come on Monday', '2026-11-22 12:00', '1 working day', '2026-11-24 17:15'],
    [
      'has what comes on a second Saturday come on Monday',
      '2026-11-14 12:00',
      '1 working day',
      '2026-11-17 17:15',
    ],
    [
      'has what comes on a holiday come on the next working day',
      '2026-12-25 12:00',
      '1 working day',
      '2026-12-28 17:15',
    ],
    [
      'of none is due when the day of its coming ends',
      '2026-11-23 11:00',
      '0 working days',
      '2026-11-23 17:15',
    ],
    [
      'of none that comes after hours is due when the next working day ends',
      '2026-11-23 18:00',
      '0 working days',
      '2026-11-24 17:15',
    ],
    ['of none on a Sunday is due when Monday ends', '2026-11-22 18:00', '0 working days', '2026-11-23 17:15'],
    ['goes over the end of the year', '2026-12-30 11:00', '3 working days', '2027-01-04 17:15'],
    ['of 31 December counts the days of January', '2026-12-31 17:16', '1 working day', '2027-01-04 17:15'],
    ['counts a leap day', '2028-02-28 11:00', '1 working day', '2028-02-29 17:15'],
    ['counts a leap day as one', '2028-02-28 11:00', '2 working days', '2028-03-01 17:15'],
    [
      'of calendar days counts Sundays and holidays',
      '2026-12-21 11:00',
      '7 calendar days',
      '2026-12-28 17:15',
    ],
    [
      'of calendar days that ends on a holiday ends on the next working day',
      '2026-12-18 11:00',
      '7 calendar days',
      '2026-12-26 17:15',
    ],
    [
      'of calendar days that ends on a second Saturday ends on Monday',
      '2026-11-07 11:00',
      '7 calendar days',
      '2026-11-16 17:15',
    ],
    ['of 30 calendar days is a month of 30 days', '2026-11-02 23:59', '30 calendar days', '2026-12-02 17:15'],
    [
      'of no calendar days is due when the day ends',
      '2026-11-23 11:00',
      '0 calendar days',
      '2026-11-23 17:15',
    ],
    [
      'of no calendar days after hours is due when the next working day ends',
      '2026-11-23 18:00',
      '0 calendar days',
      '2026-11-24 17:15',
    ],
    [
      'of a year of calendar days with a leap day is a day short of the date',
      '2027-03-01 11:00',
      '365 calendar days',
      '2028-02-29 17:15',
    ],
  ])('%s', (_title, since, term, expected) => {
    expect(due(since, term)).toBe(expected)
  })
})

describe('a term of days that is counted at once', () => {
  test.each([
    [
      'has the day of its coming as the first',
      '2026-11-23 11:00',
      '1 working day',
      'at-once',
      '2026-11-23 17:15',
    ],
    ['does not count a day that is over', '2026-11-23 17:15', '1 working day', 'at-once', '2026-11-24 17:15'],
    ['of none is due at once', '2026-11-22 03:07', '0 working days', 'at-once', '2026-11-22 03:07'],
    [
      'counts a Sunday as a calendar day',
      '2026-11-22 11:00',
      '2 calendar days',
      'at-once',
      '2026-11-23 17:15',
    ],
    [
      'does not count it from when the office works next',
      '2026-11-22 11:00',
      '2 calendar days',
      'next-working-moment',
      '2026-11-24 17:15',
    ],
    [
      'of none from when the office works next is due when it opens',
      '2026-11-21 18:00',
      '0 calendar days',
      'next-working-moment',
      '2026-11-23 10:15',
    ],
    [
      'of working days from when the office works next has that day as the first',
      '2026-11-22 11:00',
      '2 working days',
      'next-working-moment',
      '2026-11-24 17:15',
    ],
  ] as const)('%s', (_title, since, term, start, expected) => {
    expect(due(since, term, { start })).toBe(expected)
  })
})

describe('a term of hours', () => {
  test.each([
    ['of 48 hours runs by day and night', '2026-11-21 16:40', '48 hours', 'at-once', '2026-11-23 16:40'],
    ['of hours may run from midnight', '2026-11-21 16:40', '48 hours', 'day-after', '2026-11-24 00:00'],
    [
      'of hours may run from when the office works next',
      '2026-11-21 18:00',
      '2 hours',
      'next-working-moment',
      '2026-11-23 12:15',
    ],
    [
      'of working hours stands over the night',
      '2026-11-23 16:15',
      '2 working hours',
      'at-once',
      '2026-11-24 11:15',
    ],
    [
      'of working hours stands over Sunday',
      '2026-11-21 16:15',
      '2 working hours',
      'at-once',
      '2026-11-23 11:15',
    ],
    [
      'of one office day ends with it and not when the next begins',
      '2026-11-23 08:00',
      '7 working hours',
      'at-once',
      '2026-11-23 17:15',
    ],
    [
      'of working hours may run from the next working day',
      '2026-11-20 12:00',
      '1 working hour',
      'day-after',
      '2026-11-21 11:15',
    ],
    [
      'of no working hours is due at once',
      '2026-11-22 12:00',
      '0 working hours',
      'at-once',
      '2026-11-22 12:00',
    ],
    [
      'of no working hours after the day is due when it ends',
      '2026-11-23 12:00',
      '0 working hours',
      'day-after',
      '2026-11-23 17:15',
    ],
  ] as const)('%s', (_title, since, term, start, expected) => {
    expect(due(since, term, { start })).toBe(expected)
  })

  test('is rounded up to the full minute', () => {
    const [since, term] = [new Date('2026-11-23T06:00:01.500Z'), { amount: 5, unit: 'hours' as const }]
    const clock = { kind: 'dispose', since, term, start: 'at-once', changes: [] } as const
    const { dueAt } = runClock(clock, openDays(undefined, KERALA, undefined))
    expect(dueAt?.toISOString()).toBe('2026-11-23T11:01:00.000Z')
  })
})

describe('days that are not like others', () => {
  test('a half day is a working day that ends at noon', () => {
    expect(due('2026-11-25 11:00', '1 working day', { calendar: withHalfDay })).toBe('2026-11-26 13:15')
    expect(due('2026-11-26 14:00', '1 working day', { calendar: withHalfDay })).toBe('2026-11-28 17:15')
    const later = withHoliday(KERALA, { ...halfDay, closesAt: '15:00' })
    expect(due('2026-11-25 11:00', '1 working day', { calendar: later })).toBe('2026-11-26 15:00')
    expect(due('2026-11-26 12:15', '2 working hours', { calendar: withHalfDay, start: 'at-once' })).toBe(
      '2026-11-27 11:15',
    )
    expect(told('2026-11-25 11:00', '1 working day', { calendar: withHalfDay })).toContain(
      'Thursday 26 November 2026: counted, day 1 (half day, Eve).',
    )
  })

  test('a restricted holiday closes no office', () => {
    expect(due('2026-09-16 11:00', '1 working day')).toBe('2026-09-17 17:15')
  })

  test('a local holiday closes offices of its districts alone', () => {
    expect(due('2025-12-08 11:00', '1 working day', { district: 'Ernakulam' })).toBe('2025-12-10 17:15')
    expect(due('2025-12-08 11:00', '1 working day', { district: 'Kannur' })).toBe('2025-12-09 17:15')
    expect(due('2025-12-08 11:00', '1 working day')).toBe('2025-12-09 17:15')
  })

  test('a day that a closure cuts short is no working day, but its hours were worked', () => {
    const calendar = { ...KERALA, closures: [closed('2026-11-24 14:00', '2026-11-25')] }
    expect(due('2026-11-23 11:00', '1 working day', { calendar })).toBe('2026-11-25 17:15')
    expect(due('2026-11-24 13:00', '2 working hours', { calendar, start: 'at-once' })).toBe(
      '2026-11-25 11:15',
    )
    expect(due('2026-11-24 14:30', '0 hours', { calendar, start: 'next-working-moment' })).toBe(
      '2026-11-25 10:15',
    )
  })

  test('a closure after office hours takes nothing of the day', () => {
    const calendar = { ...KERALA, closures: [closed('2026-11-24 17:15', '2026-11-25')] }
    expect(due('2026-11-23 11:00', '1 working day', { calendar })).toBe('2026-11-24 17:15')
  })

  test('offices that are closed until a day count from that day', () => {
    const flood = closed('2026-11-24', '2026-12-01', { reason: 'flood', name: 'Flood' })
    const calendar = { ...KERALA, closures: [flood] }
    expect(due('2026-11-23 11:00', '2 working days', { calendar })).toBe('2026-12-02 17:15')
    expect(due('2026-11-25 11:00', '1 working day', { calendar })).toBe('2026-12-02 17:15')
  })

  test('office hours are those of the calendar', () => {
    const hours = [{ from: '2026-11-24', opensAt: '10:00', closesAt: '17:00' }]
    const calendar = { ...KERALA, hours }
    expect(due('2026-11-24 17:05', '1 working day', { calendar })).toBe('2026-11-26 17:00')
    expect(due('2026-11-20 11:00', '2 working days', { calendar })).toBe('2026-11-23 17:15')
  })
})

describe('a year whose holidays are not known', () => {
  test('counts by the days of the week, and says so once for each', () => {
    const lines = told('2026-12-31 11:00', '3 working days', { calendar: newStateCalendar() })
    expect(lines.filter((line) => line.startsWith('Beware'))).toEqual([
      'Beware: the holidays of 2026 have not been entered. Only the days of the week count.',
      'Beware: the holidays of 2027 have not been entered. Only the days of the week count.',
    ])
    expect(due('2026-12-31 11:00', '3 working days', { calendar: newStateCalendar() })).toBe(
      '2027-01-04 17:15',
    )
  })

  test('whose list was made before the order counts by it, and says so', () => {
    expect(told('2027-01-04 11:00', '1 working day')).toContain(
      'Beware: the holidays of 2027 are provisional, for the order was not known. Days may be missing.',
    )
  })

  test('a clock that no calendar touches says nothing of it', () => {
    expect(told('2031-01-04 11:00', '48 hours', { start: 'at-once' }).join()).not.toContain('Beware')
  })
})
