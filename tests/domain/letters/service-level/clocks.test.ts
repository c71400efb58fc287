// The clocks of a tapal run by the times that its service level gave it.

import { newStateCalendar } from '../../../../domain/common/clock/calendar'
import { openDays } from '../../../../domain/common/clock/days'
import type { Purpose } from '../../../../domain/letters/dispatch/recipients'
import { type StatedTimes, timesOf } from '../../../../domain/letters/service-level/times'
import { owedIn, whyDue } from '../../../../domain/letters/tapal/clocks'
import { inForce } from './levels'

const days = openDays(newStateCalendar(), newStateCalendar(), undefined)
/** Monday 23 November 2026, noon in Kerala. */
const MONDAY = new Date('2026-11-23T06:30:00Z')
const level = inForce('charter', {
  terms: {
    acknowledge: { amount: 1, unit: 'working-days' },
    act: { amount: 3, unit: 'working-days' },
    transfer: { amount: 1, unit: 'working-days' },
    dispose: { amount: 10, unit: 'working-days' },
  },
})

const ownerOf = (stated: StatedTimes = {}, fixedDate?: string, purpose: Purpose = 'action') => ({
  ...{ purpose, days },
  times: timesOf({ level, why: [] }, stated, fixedDate).times,
})
const dueOf = (owner: ReturnType<typeof ownerOf>, state: 'delivered' | 'acknowledged') =>
  owedIn(state, owner, MONDAY).clocks.map(({ kind, dueAt }) => [kind, dueAt?.toISOString()])

test('the acknowledgement runs from delivery, action, passing on and disposal from the acknowledgement', () => {
  expect(dueOf(ownerOf(), 'delivered')).toEqual([['acknowledge', '2026-11-24T11:45:00.000Z']])
  expect(dueOf(ownerOf(), 'acknowledged')).toEqual([
    ['act', '2026-11-26T11:45:00.000Z'],
    ['transfer', '2026-11-24T11:45:00.000Z'],
    ['dispose', '2026-12-04T11:45:00.000Z'],
  ])
})

test('a time that the sender states goes before that of the level', () => {
  const owner = ownerOf({ acknowledgeWithinSeconds: 7_200 })
  expect(dueOf(owner, 'delivered')).toEqual([['acknowledge', '2026-11-23T08:30:00.000Z']])
})

test('a fixed date is when the action is due, and the clock says so line by line', () => {
  const owner = ownerOf({}, '2026-12-31')
  expect(dueOf(owner, 'acknowledged')[0]).toEqual(['act', '2026-12-31T11:45:00.000Z'])
  const [clock] = owedIn('acknowledged', owner, MONDAY).clocks
  const { lines } = whyDue(clock!, owner)
  expect(lines[0]).toEqual({ code: 'fixed', at: MONDAY, kind: 'act', day: '2026-12-31' })
  const extension = {
    what: 'extend',
    at: MONDAY,
    by: 'Head',
    reason: 'x',
    term: { amount: 2, unit: 'working-days' },
  } as const
  const extended = whyDue({ ...clock!, changes: [extension] }, owner)
  expect(extended.dueAt?.toISOString()).toBe('2027-01-02T11:45:00.000Z')
})

test('a copy for information owes nothing, whatever its level says', () => {
  const copy = ownerOf({}, '2026-12-31', 'information')
  expect([dueOf(copy, 'delivered'), dueOf(copy, 'acknowledged')]).toEqual([[], []])
})
