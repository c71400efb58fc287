// The hours in which people are left in peace, by the clock of Kerala.

import { quietHoursOf, quietUntil } from '../../../domain/common/clock/quiet-hours'

const night = quietHoursOf('21:00-07:00')
const noon = quietHoursOf('13:00-14:30')
const inIndia = (text: string): Date => new Date(`${text}+05:30`)
const end = (text: string, hours = night) => quietUntil(inIndia(text), hours)?.toISOString() ?? null

test('quiet hours over midnight end in the morning of the same day, or of the next', () => {
  const morning = inIndia('2026-11-23T07:00').toISOString()
  expect(
    ['2026-11-22T21:00', '2026-11-22T23:59', '2026-11-23T00:00', '2026-11-23T06:59:59.999'].map((at) =>
      end(at),
    ),
  ).toEqual([morning, morning, morning, morning])
  expect(['2026-11-22T20:59:59.999', '2026-11-23T07:00', '2026-11-23T12:00'].map((at) => end(at))).toEqual([
    null,
    null,
    null,
  ])
})

test('quiet hours within a day end on it, over the end of a year too', () => {
  expect(end('2026-11-22T13:00', noon)).toBe(inIndia('2026-11-22T14:30').toISOString())
  expect(end('2026-11-22T14:30', noon)).toBeNull()
  expect(end('2026-12-31T22:00')).toBe(inIndia('2027-01-01T07:00').toISOString())
})

test('without quiet hours nothing waits', () => {
  expect(end('2026-11-22T23:00', null)).toBeNull()
})

test.each(['21-7', '24:00-07:00', '21:60-07:00', '07:00-07:00', '', '21:00 - 07:00'])(
  '%p names no quiet hours',
  (text) => {
    expect(quietHoursOf(text)).toBeNull()
  },
)
