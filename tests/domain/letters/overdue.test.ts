import { UNTAKEN_SECONDS } from '../../../domain/common/clock/due'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import { overdueChange } from '../../../domain/letters/tapal/overdue'
import { buildDelivered, buildTapal } from '../../database/room'

const START = new Date('2026-11-22T06:00:00Z')
const after = (days: number): Date => new Date(START.getTime() + days * 24 * 3_600_000)
const nobody = (): null => null
const escalation = (at: Date): TapalEvent => ({
  ...{
    sequence: 2,
    kind: 'escalation',
    from: 'delivered',
    to: 'delivered',
    cause: 'acknowledgement-overdue',
  },
  ...{ actor: { kind: 'kcs' }, at, escalation: { level: 1, seat: 'DC1/HEAD' } },
})

test('a letter that nobody takes is waited for 90 days after the last level of its ladder, then it ends', () => {
  expect(UNTAKEN_SECONDS).toBe(90 * 24 * 3600)
  const delivered = buildDelivered()
  const tapal = { ...delivered, level: 1, events: [...delivered.events, escalation(after(10))] }
  expect(overdueChange(tapal, after(99), nobody).event.cause).toBe('ladder-ended')
  const end = overdueChange(tapal, after(100), nobody)
  expect(end).toMatchObject({
    event: { to: 'expired', cause: 'expired-untaken' },
    set: { owes: false, dueAt: null },
  })
})

test('as long as a seat above is left it goes up, however late', () => {
  const up = overdueChange(buildDelivered(), after(200), () => 'DC1/HEAD')
  expect(up.event.kind).toBe('escalation')
})

test('a letter that never arrived ends too, counted from when it was last put on its way', () => {
  const tapal = buildTapal()
  expect(overdueChange(tapal, after(89), nobody).event.cause).toBe('transmission-overdue')
  expect(overdueChange(tapal, after(90), nobody).event).toMatchObject({
    to: 'expired',
    cause: 'expired-unresolved',
  })
  const again = { ...tapal.events[0]!, sequence: 2, cause: 'redelivered-by-operator', at: after(60) } as const
  const sentAgain = { ...tapal, events: [...tapal.events, again] }
  expect(overdueChange(sentAgain, after(149), nobody).event.cause).toBe('transmission-overdue')
  expect(overdueChange(sentAgain, after(150), nobody).event.to).toBe('expired')
})
