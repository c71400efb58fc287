import {
  type Calendar,
  calendarAt,
  dayOf,
  type Closure,
  newStateCalendar,
} from '../../../domain/common/clock/calendar'
import { requireBegunKept, requireSpans } from '../../../domain/common/clock/calendar-change'
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
const closure = (from: string, until: string, more: Partial<Closure> = {}): Closure => ({
  ...{ from: new Date(from), until, name: 'Hartal', nameMl: '', by: 'Collector' },
  reason: 'hartal',
  declaredAt: new Date(from),
  ...more,
})
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

  test('is not closed by a restricted holiday or a half day, and for its districts alone by a local one', () => {
    const entries = [
      { ...holiday('2027-05-04'), kind: 'restricted' as const },
      { ...holiday('2027-05-05'), kind: 'half-day' as const },
      { ...holiday('2027-05-06', 'Fair'), kind: 'local' as const, districts: ['Kollam'] },
    ]
    const calendar = { ...state, years: [{ year: 2027, holidays: entries }] }
    const working = (day: string, district?: string) => dayOf(calendar, noon(day), district).working
    expect(['2027-05-04', '2027-05-05', '2027-05-06'].map((day) => working(day, 'Kannur'))).toEqual([
      true,
      true,
      true,
    ])
    expect([working('2027-05-06', 'Kollam'), working('2027-05-06')]).toEqual([false, true])
  })

  test('is closed by a closure from when it was declared, for what is asked of instants after that', () => {
    const closures = [
      closure('2027-05-04T00:30:00Z', '2027-05-06', { declaredAt: new Date('2027-05-04T05:00:00Z') }),
    ]
    const asked = (instant: string) => dayOf({ ...state, closures }, new Date(instant)).because
    expect(asked('2027-05-04T04:59:00Z')).toBeNull()
    expect(asked('2027-05-04T05:00:00Z')).toBe('closure')
    expect(asked('2027-05-05T18:29:00Z')).toBe('closure')
    expect(asked('2027-05-05T18:30:00Z')).toBeNull()
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
    ...{ id: 'fort', name: 'Fort', nameMl: '', version: 1, years: [], hours: [], closures: [] },
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
  const withDay = (one: (typeof state.years)[0]['holidays'][0]): Calendar => ({
    ...state,
    years: [{ year: 2026, holidays: [holiday('2026-12-25'), one] }],
  })
  const withClosures = (...closures: Closure[]): Calendar => ({ ...state, years: [], closures })
  // The day of NOW, the 25th, has just begun.
  const TODAY = closure('2026-12-24T18:30:00Z', '2026-12-26')
  const TOMORROW = closure('2026-12-26T03:00:00Z', '2026-12-27')
  const YESTERDAY = closure('2026-12-24T05:00:00Z', '2026-12-27')
  const LONGER = { ...YESTERDAY, until: '2026-12-30' }
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
    [
      'a restricted holiday of a day that is over',
      state,
      withDay({ ...holiday('2026-12-01'), kind: 'restricted' }),
      null,
    ],
    [
      'a half day of a day that is over',
      state,
      withDay({ ...holiday('2026-12-01'), kind: 'half-day' }),
      '2026-12-01',
    ],
    [
      'a holiday that was for all, now for some districts',
      state,
      { ...state, years: [{ year: 2026, holidays: [{ ...holiday('2026-12-25'), districts: ['Kollam'] }] }] },
      '2026-12-25',
    ],
    [
      'office hours from today on',
      state,
      { ...state, hours: [{ from: '2026-12-25', opensAt: '10:00', closesAt: '17:00' }] },
      '2026-12-25',
    ],
    [
      'office hours from tomorrow on',
      state,
      { ...state, hours: [{ from: '2026-12-26', opensAt: '10:00', closesAt: '17:00' }] },
      null,
    ],
    ['a closure of today, from an hour that is over', { ...state, years: [] }, withClosures(TODAY), null],
    ['a closure of a day to come', { ...state, years: [] }, withClosures(TOMORROW), null],
    ['a closure of yesterday', { ...state, years: [] }, withClosures(YESTERDAY), '2026-12-24'],
    ['no closure where one has begun', withClosures(YESTERDAY), withClosures(), '2026-12-24'],
    ['no closure where one was to come', withClosures(TOMORROW), withClosures(), null],
    ['a later end of a closure that lasts', withClosures(YESTERDAY), withClosures(LONGER), null],
    [
      'its end today',
      withClosures(YESTERDAY),
      withClosures({ ...YESTERDAY, until: '2026-12-25' }),
      '2026-12-24',
    ],
    [
      'another name of a closure that has begun',
      withClosures(YESTERDAY),
      withClosures({ ...YESTERDAY, name: 'General strike' }),
      null,
    ],
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

test.each([
  [
    'office hours that end before they begin',
    { hours: [{ from: '2027-01-01', opensAt: '17:00', closesAt: '10:00' }] },
  ],
  [
    'a closure that ends on the day on which it begins',
    { closures: [closure('2027-05-04T05:00:00Z', '2027-05-04')] },
  ],
])('%s are refused', (_title, more) => {
  expect(() => requireSpans({ hours: [], closures: [], ...more })).toThrow('span-invalid')
  expect(() => requireSpans(state)).not.toThrow()
})
