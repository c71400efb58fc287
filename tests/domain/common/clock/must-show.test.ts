// Letters of August 2026, counted by hand by the calendar that KCS comes with.

import { closed, due, KERALA, told } from './calendars'

// August 2026, by hand. Sundays: 2, 9, 16, 23, 30. Second Saturday: 8. Holidays: Wednesday 12 (Karkadaka Vavu), Saturday 15
// (Independence Day), Tuesday 25 to Friday 28 (Onam). So offices work on Saturday 22 and on Saturday 29.
const ernakulam = { kind: 'acknowledge', district: 'Ernakulam' } as const
const onMonday = { ...KERALA, closures: [closed('2026-08-24', '2026-08-25', { districts: ['Ernakulam'] })] }
const onTuesday = { ...KERALA, closures: [closed('2026-08-11 06:00', '2026-08-12')] }

test('a letter of Friday 21 August 2026, 16:40, with 3 working days is due after Onam, on Saturday 29 at 17:15', () => {
  expect(due('2026-08-21 16:40', '3 working days', ernakulam)).toBe('2026-08-29 17:15')
  expect(told('2026-08-21 16:40', '3 working days', ernakulam)).toEqual([
    'The clock for acknowledgement starts on Friday 21 August 2026 at 16:40: 3 working days, counted from the day after it came.',
    'Friday 21 August 2026: not counted, the day on which it came.',
    'Saturday 22 August 2026: counted, day 1.',
    'Sunday 23 August 2026: not counted, the office is closed on that day of the week.',
    'Monday 24 August 2026: counted, day 2.',
    'Tuesday 25 August 2026: not counted, First Onam, Milad-i-Sherif (it goes by the moon; a later order may move it).',
    'Wednesday 26 August 2026: not counted, Thiruvonam.',
    'Thursday 27 August 2026: not counted, Third Onam.',
    'Friday 28 August 2026: not counted, Fourth Onam, Sree Narayana Guru Jayanti, Ayyankali Jayanti.',
    'Saturday 29 August 2026: counted, day 3.',
    'Due on Saturday 29 August 2026 at 17:15.',
  ])
})

test('the same after a hartal is declared in Ernakulam on Monday 24 is due on Monday 31', () => {
  expect(due('2026-08-21 16:40', '3 working days', { ...ernakulam, calendar: onMonday })).toBe(
    '2026-08-31 17:15',
  )
  const lines = told('2026-08-21 16:40', '3 working days', { ...ernakulam, calendar: onMonday })
  expect(lines).toContain('Monday 24 August 2026: not counted, offices were closed: Hartal.')
  expect(lines.filter((line) => line.includes('counted, day'))).toEqual([
    'Saturday 22 August 2026: counted, day 1.',
    'Saturday 29 August 2026: counted, day 2.',
    'Monday 31 August 2026: counted, day 3.',
  ])
  expect(lines).toContain('Sunday 30 August 2026: not counted, the office is closed on that day of the week.')
})

test('that hartal changes nothing for an office of another district', () => {
  const kannur = { ...ernakulam, district: 'Kannur', calendar: onMonday }
  expect(due('2026-08-21 16:40', '3 working days', kannur)).toBe('2026-08-29 17:15')
})

test('a letter of Friday 7 August 2026, before the second Saturday, with 3 working days is due on Thursday 13', () => {
  expect(due('2026-08-07 16:40', '3 working days', ernakulam)).toBe('2026-08-13 17:15')
  expect(told('2026-08-07 16:40', '3 working days', ernakulam).slice(1)).toEqual([
    'Friday 7 August 2026: not counted, the day on which it came.',
    'Saturday 8 August 2026: not counted, the second Saturday of the month.',
    'Sunday 9 August 2026: not counted, the office is closed on that day of the week.',
    'Monday 10 August 2026: counted, day 1.',
    'Tuesday 11 August 2026: counted, day 2.',
    'Wednesday 12 August 2026: not counted, Karkadaka Vavu.',
    'Thursday 13 August 2026: counted, day 3.',
    'Due on Thursday 13 August 2026 at 17:15.',
  ])
})

test('the same after a hartal is declared on Tuesday 11 is due on Friday 14', () => {
  expect(due('2026-08-07 16:40', '3 working days', { ...ernakulam, calendar: onTuesday })).toBe(
    '2026-08-14 17:15',
  )
})
