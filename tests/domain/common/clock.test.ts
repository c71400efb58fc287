import { dueAt } from '../../../domain/common/clock/due'
import { dayInKerala, startOfDay, yearInKerala } from '../../../domain/common/clock/ist'

describe('when a clock is due', () => {
  test.each([
    ['seconds are kept', '2026-11-22T06:00:01.500Z', 5, '2026-11-22T06:00:06.500Z'],
    ['below an hour to the millisecond', '2026-11-22T06:00:01.500Z', 3599, '2026-11-22T07:00:00.500Z'],
    [
      'from an hour on rounded up to the minute',
      '2026-11-22T06:00:01.500Z',
      3600,
      '2026-11-22T07:01:00.000Z',
    ],
    ['a full minute stays', '2026-11-22T06:00:00.000Z', 3600, '2026-11-22T07:00:00.000Z'],
    ['one millisecond more is the next minute', '2026-11-22T06:00:00.001Z', 7200, '2026-11-22T08:01:00.000Z'],
    ['over the end of the year', '2026-12-31T23:30:30.000Z', 3600, '2027-01-01T00:31:00.000Z'],
    ['no time at all is at once', '2026-11-22T06:00:01.500Z', 0, '2026-11-22T06:00:01.500Z'],
  ])('%s', (_title, start, withinSeconds, due) => {
    expect(dueAt({ start: new Date(start), withinSeconds }).toISOString()).toBe(due)
  })

  test('a clock of an hour and more is never early and at most a minute late', () => {
    for (let ms = 0; ms < 60_000; ms += 997) {
      const start = new Date(Date.parse('2026-11-22T06:00:00Z') + ms)
      const late = dueAt({ start, withinSeconds: 48 * 3600 }).getTime() - start.getTime() - 48 * 3_600_000
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(60_000)
    }
  })

  test('letters delivered in one minute are due at one instant, so that a circular wakes its run seldom', () => {
    const due = new Set<number>()
    for (let ms = 1; ms <= 60_000; ms += 1)
      due.add(
        dueAt({ start: new Date(Date.parse('2026-11-22T06:00:00Z') + ms), withinSeconds: 3600 }).getTime(),
      )
    expect(due.size).toBe(1)
  })
})

describe('the calendar of Kerala', () => {
  test.each([
    ['2026-12-31T18:29:59.999Z', '2026-12-31', 2026],
    ['2026-12-31T18:30:00.000Z', '2027-01-01', 2027],
    ['2026-12-31T23:59:59.999Z', '2027-01-01', 2027],
    ['2027-01-01T00:00:00.000Z', '2027-01-01', 2027],
    ['2028-02-28T18:30:00.000Z', '2028-02-29', 2028],
    ['2026-11-22T18:29:59.999Z', '2026-11-22', 2026],
    ['2026-11-22T18:30:00.000Z', '2026-11-23', 2026],
  ])('%s is the day %s of the year %d', (instant, day, year) => {
    expect(dayInKerala(new Date(instant))).toBe(day)
    expect(yearInKerala(new Date(instant))).toBe(year)
  })

  test.each(['2026-01-01', '2026-12-31', '2028-02-29'])(
    '%s begins at half past six in the evening of UTC',
    (day) => {
      const start = startOfDay(day)
      expect(start.toISOString()).toMatch(/T18:30:00.000Z$/)
      expect(dayInKerala(start)).toBe(day)
      expect(dayInKerala(new Date(start.getTime() - 1))).not.toBe(day)
    },
  )
})
