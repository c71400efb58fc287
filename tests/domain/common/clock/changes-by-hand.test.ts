// Clocks that are paused and extended, counted by hand, and those that no clock can run.

import type { ClockChange } from '../../../../domain/common/clock/changes'
import { due, extend, KERALA, pause, refusal, resume, run, told } from './calendars'

describe('a clock that stands', () => {
  const paused = (since: string, term: string, ...changes: ClockChange[]) => due(since, term, { changes })

  test.each([
    [
      'does not count days that end in the pause',
      '2 working days',
      ['2026-11-24 11:00', '2026-11-26 11:00'],
      '2026-11-27 17:15',
    ],
    [
      'counts the day on which it was resumed before the office closed',
      '1 working day',
      ['2026-11-24 11:00', '2026-11-24 17:00'],
      '2026-11-24 17:15',
    ],
    [
      'does not count the day of a pause over its end',
      '1 working day',
      ['2026-11-24 17:15', '2026-11-24 18:00'],
      '2026-11-25 17:15',
    ],
    [
      'loses nothing by a pause over a Sunday',
      '6 working days',
      ['2026-11-28 18:00', '2026-11-30 09:00'],
      '2026-11-30 17:15',
    ],
    [
      'loses only the working days of a pause over a Sunday',
      '4 working days',
      ['2026-11-27 09:00', '2026-12-01 09:00'],
      '2026-12-01 17:15',
    ],
    [
      'loses the time itself where hours are counted',
      '48 hours',
      ['2026-11-24 00:00', '2026-11-24 12:30'],
      '2026-11-26 12:30',
    ],
    [
      'loses only office hours where those are counted',
      '7 working hours',
      ['2026-11-24 11:15', '2026-11-25 11:15'],
      '2026-11-25 17:15',
    ],
  ] as const)('%s', (_title, term, [from, to], expected) => {
    expect(paused('2026-11-23 11:00', term, pause(from), resume(to))).toBe(expected)
  })

  test('loses nothing by a pause over a holiday', () => {
    const changes = [pause('2026-12-24 18:00'), resume('2026-12-26 09:00')]
    expect(due('2026-12-23 11:00', '2 working days', { changes })).toBe('2026-12-26 17:15')
    expect(due('2026-12-23 11:00', '2 working days')).toBe('2026-12-26 17:15')
  })

  test('has no due instant until it is resumed', () => {
    const { dueAt, lines } = run('2026-11-23 11:00', '3 working days', {
      changes: [pause('2026-11-25 11:00')],
    })
    expect(dueAt).toBeNull()
    expect(lines.at(-1)).toMatchObject({ code: 'stands' })
    for (const term of ['20 working hours', '30 hours', '9 calendar days'])
      expect(paused('2026-11-23 11:00', term, pause('2026-11-24 11:00'))).toBeNull()
  })

  test('after it was due stays due, and tells that the pause moves nothing', () => {
    const changes = [pause('2026-11-30 11:00')]
    expect(due('2026-11-23 11:00', '1 working day', { changes })).toBe('2026-11-24 17:15')
    expect(told('2026-11-23 11:00', '1 working day', { changes })).toContain(
      'Paused on Monday 30 November 2026 at 11:00 by Head of office: fee asked for. It was due before, so this moves nothing.',
    )
  })

  test.each([
    ['twice', [pause('2026-11-24 11:00'), pause('2026-11-25 11:00')], 'clock-paused-already'],
    ['by a resume without a pause', [resume('2026-11-24 11:00')], 'clock-not-paused'],
    [
      'by a second resume',
      [pause('2026-11-24 11:00'), resume('2026-11-25 11:00'), resume('2026-11-26 11:00')],
      'clock-not-paused',
    ],
    ['before it starts', [pause('2026-11-23 10:59')], 'clock-change-too-early'],
  ] as [string, ClockChange[], string][])('cannot be paused %s', (_title, changes, code) => {
    expect(refusal(() => run('2026-11-23 11:00', '3 working days', { changes }))).toBe(code)
  })

  test('for acknowledgement cannot be paused at all', () => {
    const changes = [pause('2026-11-24 11:00')]
    expect(refusal(() => run('2026-11-23 11:00', '3 working days', { kind: 'acknowledge', changes }))).toBe(
      'clock-not-pausable',
    )
  })
})

describe('an extension', () => {
  test.each([
    ['is counted from when it had been due', '1 working day', '2 working days', '2026-11-26 17:15'],
    [
      'is the same a week after that',
      '1 working day',
      '2 working days',
      '2026-11-26 17:15',
      '2026-12-04 11:00',
    ],
    ['goes over a Sunday', '3 working days', '3 working days', '2026-11-30 17:15'],
    ['of calendar days after working days', '1 working day', '4 calendar days', '2026-11-28 17:15'],
    [
      'of calendar days that ends on a Sunday goes to Monday',
      '1 working day',
      '5 calendar days',
      '2026-11-30 17:15',
    ],
    ['of hours after days', '1 working day', '2 hours', '2026-11-24 19:15'],
    ['of working hours after days', '1 working day', '2 working hours', '2026-11-25 12:15'],
  ])('%s', (_title, term, more, expected, when = '2026-11-24 11:00') => {
    expect(due('2026-11-23 11:00', term, { changes: [extend(when, more)] })).toBe(expected)
  })

  test('says who gave it and why, and from where it is counted', () => {
    expect(
      told('2026-11-23 11:00', '1 working day', { changes: [extend('2026-11-24 12:00', '2 working days')] }),
    ).toContain(
      'Extended on Tuesday 24 November 2026 at 12:00 by 2 working days by Head of office: papers are awaited. ' +
        'Counted from Tuesday 24 November 2026 at 17:15, when it had been due.',
    )
  })

  test('is paused as the term itself', () => {
    const changes = [
      extend('2026-11-24 11:00', '2 working days'),
      pause('2026-11-25 11:00'),
      resume('2026-11-27 11:00'),
    ]
    expect(due('2026-11-23 11:00', '1 working day', { changes })).toBe('2026-11-28 17:15')
  })
})

describe('terms that no clock can run', () => {
  test.each([
    ['negative', '-1 working days', 'clock-term-invalid'],
    ['too long', '3661 working days', 'clock-term-invalid'],
  ])('%s', (_title, term, code) => {
    expect(refusal(() => run('2026-11-23 11:00', term))).toBe(code)
  })

  test('an extension of nothing', () => {
    const changes = [extend('2026-11-24 11:00', '0 working days')]
    expect(refusal(() => run('2026-11-23 11:00', '1 working day', { changes }))).toBe('clock-term-invalid')
  })

  test('any by a calendar without a working day', () => {
    const closed = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
    const calendar = {
      ...KERALA,
      weekly: [{ from: '1956-11-01', closed: [...closed], closedSaturdays: [] }],
    }
    for (const term of ['1 working day', '1 working hour', '1 calendar day'])
      expect(refusal(() => run('2026-11-23 11:00', term, { calendar }))).toBe('clock-out-of-reach')
  })
})
