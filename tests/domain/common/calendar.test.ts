import {
  type Calendar,
  calendarAt,
  dayOf,
  newStateCalendar,
  requireBegunKept,
} from '../../../domain/common/clock/calendar'
import { startOfDay } from '../../../domain/common/clock/ist'
import { isKcsError } from '../../../domain/common/error'

const holiday = (date: string, name = 'Holiday') => ({ date, name, nameMl: '', kind: 'public' as const })
const state: Calendar = {
  ...newStateCalendar(),
  years: [
    { year: 2026, holidays: [holiday('2026-12-25', 'Christmas')] },
    {
      year: 2027,
      holidays: [holiday('2027-01-26', 'Republic Day'), holiday('2027-08-15', 'Independence Day')],
    },
  ],
}
const noon = (day: string) => new Date(startOfDay(day).getTime() + 12 * 3_600_000)

describe('a day of the State', () => {
  test.each([
    ['a Monday', '2026-11-23', null],
    ['a Sunday', '2026-11-22', 'weekday'],
    ['the first Saturday, the 7th', '2026-11-07', null],
    ['the second Saturday, the 14th', '2026-11-14', 'saturday'],
    ['the second Saturday of a month that begins with one, the 8th', '2026-08-08', 'saturday'],
    ['the third Saturday, the 15th', '2026-08-15', null],
    ['a holiday', '2026-12-25', 'holiday'],
    ['a holiday on a Sunday, told by its name', '2027-08-15', 'holiday'],
    ['the same date in a year without it', '2027-12-25', null],
  ] as const)('%s', (_title, day, because) => {
    expect(dayOf(state, noon(day))).toMatchObject({
      date: day,
      working: because === null,
      because,
      yearEntered: true,
    })
  })

  test.each([
    ['2026-12-24T18:29:59.999Z', '2026-12-24', true],
    ['2026-12-24T18:30:00.000Z', '2026-12-25', false],
    ['2026-12-25T18:29:59.999Z', '2026-12-25', false],
    ['2026-12-25T18:30:00.000Z', '2026-12-26', true],
  ])('begins and ends at midnight in Kerala: %s is %s', (instant, date, working) => {
    expect(dayOf(state, new Date(instant))).toMatchObject({ date, working })
  })

  test('bears the name of its holiday', () => {
    expect(dayOf(state, noon('2027-01-26'))).toMatchObject({ name: 'Republic Day', nameMl: '' })
    expect(dayOf(state, noon('2027-01-27'))).not.toHaveProperty('name')
  })

  test('of a year without a list has only the days of the week, and says so', () => {
    expect(dayOf(state, noon('2028-01-26'))).toEqual({
      date: '2028-01-26',
      working: true,
      because: null,
      yearEntered: false,
    })
    expect(dayOf(state, noon('2028-01-30'))).toMatchObject({ working: false, yearEntered: false })
  })

  test('is closed by the weekly rule that holds then', () => {
    const week = { from: '2027-03-01', closed: ['saturday' as const, 'sunday' as const], closedSaturdays: [] }
    const changed = { ...state, weekly: [...state.weekly, week] }
    const closed = ['2027-02-27', '2027-03-06'].map((day) => dayOf(changed, noon(day)).because)
    expect(closed).toEqual([null, 'weekday'])
  })
})

describe('the calendar of an office', () => {
  const local: Calendar = {
    ...{ id: 'fort', name: 'Fort', nameMl: '', version: 1, years: [] },
    weekly: [{ from: '2027-01-01', closed: ['friday'], closedSaturdays: [] }],
  }
  test.each([
    ['its own, once that has begun', local, '2027-01-01', 'fort'],
    ['the State’s until then', local, '2026-12-31', 'state'],
    ['the State’s where there is none of that name', undefined, '2027-01-01', 'state'],
  ])('is %s', (_title, named, day, id) => {
    expect(calendarAt(named, state, noon(day)).id).toBe(id)
  })
})

describe('a change of a calendar', () => {
  const NOW = new Date('2026-12-24T18:30:00Z')
  const year = (...dates: string[]) => [{ year: 2026, holidays: dates.map((date) => holiday(date)) }]
  const week = (from: string) => ({ from, closed: ['sunday' as const], closedSaturdays: [] })
  const rows: [string, Calendar | null, Calendar, string | null][] = [
    ['a holiday of a day to come', state, { ...state, years: year('2026-12-25', '2026-12-26') }, null],
    ['a holiday of today', { ...state, years: [] }, state, '2026-12-25'],
    ['today no holiday any more', state, { ...state, years: year() }, '2026-12-25'],
    [
      'a holiday of a day that is over',
      state,
      { ...state, years: year('2026-12-25', '2026-12-01') },
      '2026-12-01',
    ],
    [
      'the name of a holiday that is over',
      state,
      { ...state, years: [{ year: 2026, holidays: [holiday('2026-12-25', 'X-mas')] }] },
      null,
    ],
    ['weeks from tomorrow on', state, { ...state, weekly: [...state.weekly, week('2026-12-26')] }, null],
    ['weeks from today on', state, { ...state, weekly: [...state.weekly, week('2026-12-25')] }, '2026-12-25'],
    ['what weeks have been', state, { ...state, weekly: [week('1956-11-01')] }, '1956-11-01'],
    [
      'a new calendar that begins tomorrow',
      null,
      { ...state, weekly: [week('2026-12-26')], years: [] },
      null,
    ],
    ['a new calendar that has begun', null, { ...state, years: [] }, '1956-11-01'],
  ]
  test.each(rows)('%s', (_title, before, after, refused) => {
    const attempt = () => requireBegunKept(before, after, NOW)
    if (refused === null) return expect(attempt).not.toThrow()
    try {
      attempt()
    } catch (error) {
      expect(isKcsError(error) && [error.code, error.detail]).toEqual([
        'effective-in-past',
        `${refused} has begun.`,
      ])
    }
    expect(attempt).toThrow()
  })
})
