// Since when a letter lies in the inbox of each seat that it rose to.

import { MAX_LEVELS } from '../../../domain/letters/escalation/ladder'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import { liesSince, RISE_PLACES, risenTo } from '../../../domain/letters/tapal/risen'
import { buildDelivered } from '../../database/room'

const hour = (n: number): Date => new Date(Date.UTC(2026, 10, 22, n))
const rise = (seat: string, at: Date, level = 1): TapalEvent => ({
  ...{
    sequence: 2,
    kind: 'escalation',
    from: 'delivered',
    to: 'delivered',
    cause: 'acknowledgement-overdue',
  },
  ...{ actor: { kind: 'kcs' }, at, escalation: { level, seat } },
})
const trace = [rise('HEAD', hour(1)), rise('COLLECTOR', hour(2), 2)]
const risen = buildDelivered({
  ...{ level: 2, events: trace, escalatedTo: ['HEAD', 'COLLECTOR'], roseAt: { p0: hour(1), p1: hour(2) } },
})

test('there is a place for each level', () => {
  expect(RISE_PLACES).toHaveLength(MAX_LEVELS)
})

test('each seat above has the instant at which the letter rose to it', () => {
  expect(risenTo('HEAD', hour(1), buildDelivered())).toEqual({
    escalatedTo: ['HEAD'],
    roseAt: { p0: hour(1) },
  })
  expect(risenTo('REVENUE', hour(3), risen)).toEqual({
    escalatedTo: ['HEAD', 'COLLECTOR', 'REVENUE'],
    roseAt: { p0: hour(1), p1: hour(2), p2: hour(3) },
  })
})

test('where it rises to a seat again, that one stands last with the new instant, and the others move with theirs', () => {
  const again = risenTo('HEAD', hour(3), risen)
  expect(again).toEqual({ escalatedTo: ['COLLECTOR', 'HEAD'], roseAt: { p0: hour(2), p1: hour(3) } })
  const events = [...trace, rise('HEAD', hour(3), 3)]
  expect(risenTo('REVENUE', hour(4), { ...again, events })).toEqual({
    escalatedTo: ['COLLECTOR', 'HEAD', 'REVENUE'],
    roseAt: { p0: hour(2), p1: hour(3), p2: hour(4) },
  })
})

test('a rise that was written before instants were kept has that of the trace from the next rise on', () => {
  expect(risenTo('REVENUE', hour(3), { ...risen, roseAt: {} } as typeof risen).roseAt).toEqual({
    ...{ p0: hour(1), p1: hour(2), p2: hour(3) },
  })
  expect(risenTo('REVENUE', hour(3), { ...risen, events: [] }).roseAt).toEqual({ p2: hour(3) })
})

test('a letter lies in its own inbox since it came, and in one above since it rose there', () => {
  expect(liesSince(risen, 'DC1/TAPAL')).toEqual(risen.deliveredAt)
  expect([liesSince(risen, 'HEAD'), liesSince(risen, 'COLLECTOR')]).toEqual([hour(1), hour(2)])
  expect(liesSince({ ...risen, roseAt: {} }, 'HEAD')).toBeNull()
  expect(liesSince({ ...risen, deliveredAt: null }, 'DC1/TAPAL')).toBeNull()
})

test('of a seat from which it was taken back it is known when it had risen there', () => {
  const back = { ...risen, escalatedTo: [], roseAt: {}, deliveredAt: null }
  expect(liesSince(back, 'COLLECTOR')).toEqual(hour(2))
  expect(liesSince(back, 'STRANGER')).toBeNull()
})
