// The hours in which a system picks up, in the time of Kerala.

import { pickUpFault, untilPickUp } from '../../../domain/letters/delivery/pick-up'

const HOUR_MS = 3_600_000
const at = (time: string): Date => new Date(`2026-11-27T${time}:00+05:30`)

test.each([
  ['22:00-06:00', '21:00', 1],
  ['22:00-06:00', '22:00', 0],
  ['22:00-06:00', '05:59', 0],
  ['22:00-06:00', '06:00', 16],
  ['10:00-10:30,15:00-15:30', '10:15', 0],
  ['10:00-10:30, 15:00-15:30', '10:30', 4.5],
  ['10:00-10:30', '16:00', 18],
  ['00:00-24:00', '23:59', 0],
])('of the hours %s the next begin at %s in %d hours', (hours, time, wait) => {
  expect(pickUpFault(hours)).toBeNull()
  expect(untilPickUp(hours, at(time))).toBe(wait * HOUR_MS)
})

test.each(['', 'night', '22-06', '24:00-06:00', '22:60-23:00', '10:00-10:00', '10:00-25:00', '10:00-11:00,'])(
  'hours such as "%s" cannot be read, and it is said how they are written',
  (hours) => {
    expect(pickUpFault(hours)).toContain('22:00-06:00')
    expect(untilPickUp(hours, at('10:00'))).toBeNull()
  },
)

test('of more windows than a day has use for none is read', () => {
  expect(untilPickUp(Array.from({ length: 13 }, () => '10:00-11:00').join(','), at('10:00'))).toBeNull()
})
