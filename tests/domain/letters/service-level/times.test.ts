// The times of a tapal: what its sender states, else its service level; and when they end.

import { newStateCalendar } from '../../../../domain/common/clock/calendar'
import { openDays } from '../../../../domain/common/clock/days'
import type { DispatchTimes } from '../../../../domain/letters/dispatch/dispatch'
import { promisedClocks, serviceDelivery } from '../../../../domain/letters/service-level/due'
import { type StatedTimes, timesOf } from '../../../../domain/letters/service-level/times'
import { inForce } from './levels'

const days = openDays(newStateCalendar(), newStateCalendar(), undefined)
/** Monday 23 November 2026, noon in Kerala. */
const MONDAY = new Date('2026-11-23T06:30:00Z')

const level = inForce('one', {
  version: 3,
  terms: { acknowledge: { amount: 2, unit: 'working-days' }, act: { amount: 5, unit: 'working-days' } },
})
const ofLevel = (stated: StatedTimes = {}, fixedDate?: string) =>
  timesOf({ level, why: [{ code: 'fits-all' }] }, stated, fixedDate)

test('without a word of the sender all times are those of the level, which is named with its version', () => {
  expect(ofLevel()).toEqual({
    times: {
      acknowledgeWithinSeconds: 2 * 86_400,
      escalateEverySeconds: 86_400,
      within: level.terms,
    },
    level: { id: 'one', version: 3 },
    why: [{ code: 'fits-all' }],
  })
})

test('what the sender states goes before the level, clock by clock, and the rest stays', () => {
  const { times, why } = ofLevel({ acknowledgeWithinSeconds: 7_200 })
  expect(times).toEqual({
    acknowledgeWithinSeconds: 7_200,
    escalateEverySeconds: 86_400,
    within: { act: level.terms.act },
  })
  expect(why.slice(1)).toEqual([{ code: 'stated', clock: 'acknowledge' }])
  const other = ofLevel({
    escalateEverySeconds: 3_600,
    within: { act: { amount: 1, unit: 'calendar-days' } },
  })
  expect(other.times.within).toEqual({ ...level.terms, act: { amount: 1, unit: 'calendar-days' } })
  expect(other.why.slice(1)).toEqual([{ code: 'stated', clock: 'act' }, { code: 'ladder-stated' }])
})

test('an acknowledgement in hours runs from delivery by day and night, in the seconds that agents know', () => {
  const hours = inForce('h', { terms: { acknowledge: { amount: 24, unit: 'hours' } } })
  expect(timesOf({ level: hours, why: [] }, {}).times).toEqual({
    acknowledgeWithinSeconds: 86_400,
    escalateEverySeconds: 86_400,
  })
})

test('where no level fits the times are those of KCS itself: two days, and one for each seat above', () => {
  expect(timesOf({ level: null, why: [{ code: 'none-fits' }] }, {})).toEqual({
    times: { acknowledgeWithinSeconds: 172_800, escalateEverySeconds: 86_400 },
    level: null,
    why: [{ code: 'none-fits' }],
  })
})

test('a fixed date is when the action is due, and the reply where one is owed', () => {
  expect(ofLevel({}, '2026-12-31').times.fixed).toEqual({ clock: 'act', day: '2026-12-31' })
  const { times, why } = ofLevel({ within: { reply: { amount: 9, unit: 'working-days' } } }, '2026-12-31')
  expect(times.fixed).toEqual({ clock: 'reply', day: '2026-12-31' })
  expect(why.at(-1)).toEqual({ code: 'fixed-date', clock: 'reply', day: '2026-12-31' })
})

const dueOf = (times: DispatchTimes) =>
  promisedClocks(times, MONDAY, days).map(({ clock, dueAt }) => [clock, dueAt?.toISOString()])

test('each clock is due by the days of the office: two and five working days from a Monday', () => {
  expect(dueOf(ofLevel().times)).toEqual([
    ['acknowledge', '2026-11-25T11:45:00.000Z'],
    // Saturday 28 November is the fourth of its month, on which offices work.
    ['act', '2026-11-28T11:45:00.000Z'],
  ])
})

const FIXED: [string, string, string][] = [
  ['a working day: when its office hours end', '2026-12-31', '2026-12-31T11:45:00.000Z'],
  ['a Sunday: when those of the Monday end', '2026-11-29', '2026-11-30T11:45:00.000Z'],
  ['a second Saturday: of the Monday too', '2026-12-12', '2026-12-14T11:45:00.000Z'],
  ['a day that was over when the letter was taken: then', '2026-11-20', '2026-11-20T11:45:00.000Z'],
]
test.each(FIXED)('a date is fixed for %s', (_what, day, due) => {
  const promised = promisedClocks(ofLevel({}, day).times, MONDAY, days)
  const act = promised.find(({ clock }) => clock === 'act')!
  expect([act.term, act.dueAt?.toISOString()]).toEqual([null, due])
  expect(act.lines[0]).toEqual({ code: 'fixed', at: MONDAY, kind: 'act', day })
})

test('the service delivery time is that of the disposal, else of the reply, the action, the acknowledgement', () => {
  const { acknowledge, act } = level.terms
  const reply = { amount: 7, unit: 'working-days' } as const
  const dispose = { amount: 15, unit: 'calendar-days' } as const
  const last = (within: DispatchTimes['within']) => {
    const times = {
      acknowledgeWithinSeconds: 3_600,
      escalateEverySeconds: 3_600,
      ...(within ? { within } : {}),
    }
    return serviceDelivery(times, MONDAY, days).clock
  }
  expect(last({ acknowledge, act, reply, dispose })).toBe('dispose')
  expect(last({ act, reply })).toBe('reply')
  expect(last({ acknowledge, act })).toBe('act')
  expect(last(undefined)).toBe('acknowledge')
})
