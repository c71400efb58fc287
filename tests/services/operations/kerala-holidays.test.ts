// The holidays that KCS comes with, as an installation gets them.

import { newStateCalendar, STATE_CALENDAR } from '../../../domain/common/clock/calendar'
import { KERALA_YEARS } from '../../../domain/common/clock/kerala'
import { enterKeralaHolidays } from '../../../services/operations/installation/kerala-holidays'
import { openRoom, type Room } from '../../database/room'
import { buildOffice } from '../../support/builders'

const NOW = new Date('2026-11-22T06:00:00Z')
const note = { what: 'calendar-changed', actor: { kind: 'kcs' }, at: NOW } as const
let room: Room
beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const state = async () => (await room.repositories.calendars.byId(STATE_CALENDAR))!
const datesOf = async (year: number) =>
  (await state()).years.find((list) => list.year === year)?.holidays.map(({ date }) => date)

test('a new installation has all of them, once, with an entry in the audit log', async () => {
  expect(await enterKeralaHolidays(room, NOW)).toEqual([2025, 2026, 2027])
  expect((await state()).years).toEqual(KERALA_YEARS)
  expect(await enterKeralaHolidays(room, NOW)).toEqual([])
  expect((await state()).version).toBe(2)
  const entries = await room.repositories.audit.of('state')
  expect(entries.filter(({ what }) => what === 'calendar-changed')).toMatchObject([
    { actor: { kind: 'kcs' }, before: { years: [] } },
  ])
})

test('two installations at once enter them once', async () => {
  const entered = await Promise.all([1, 2].map(() => enterKeralaHolidays(room, NOW)))
  expect(entered.flat().sort()).toEqual([2025, 2026, 2027])
  expect((await state()).version).toBe(2)
})

test('a year that was entered stays as it is', async () => {
  const own = {
    year: 2026,
    holidays: [{ date: '2026-12-25', name: 'Own', nameMl: '', kind: 'public' as const }],
  }
  await room.repositories.calendars.change(STATE_CALENDAR, 1, (one) => ({ ...one, years: [own] }), note)
  expect(await enterKeralaHolidays(room, NOW)).toEqual([2025, 2027])
  expect(await datesOf(2026)).toEqual(['2026-12-25'])
})

test('where there are offices only days to come are entered, for letters were routed without the others', async () => {
  await room.repositories.offices.save([buildOffice('A')])
  expect(await enterKeralaHolidays(room, NOW)).toEqual([2026, 2027])
  const [list] = (await state()).years
  expect([list!.year, list!.provisional, await datesOf(2026)]).toEqual([2026, true, ['2026-12-25']])
})

test('each list names days of its year, in their order, each closing one once', () => {
  for (const { year, holidays } of KERALA_YEARS) {
    const dates = holidays.map(({ date }) => date)
    expect(dates).toEqual([...dates].sort())
    expect(dates.every((date) => date.startsWith(`${year}-`) && !Number.isNaN(Date.parse(date)))).toBe(true)
    const closing = holidays.flatMap(({ date, kind }) => (kind === 'restricted' ? [] : [date]))
    expect(new Set(closing).size).toBe(closing.length)
  }
  expect(newStateCalendar().years).toEqual([])
})

test('Onam of 2026 is from Tuesday 25 to Friday 28 August, and Easter is a Sunday each year', () => {
  const nameOf = (date: string) =>
    KERALA_YEARS.flatMap(({ holidays }) => holidays).find((one) => one.date === date)?.name
  expect(['2026-08-25', '2026-08-26', '2026-08-27'].map(nameOf)).toEqual([
    'First Onam, Milad-i-Sherif',
    'Thiruvonam',
    'Third Onam',
  ])
  expect(nameOf('2026-08-28')).toMatch(/^Fourth Onam/)
  for (const { holidays } of KERALA_YEARS)
    expect(new Date(holidays.find(({ name }) => name === 'Easter')!.date).getUTCDay()).toBe(0)
})
