// What the agents of both offices are told of what happens to a letter, and what they are not.

import { CAUSES, type Cause, type TapalEvent } from '../../../../domain/letters/tapal/event'
import { changeOfTapal, isForgotten, sideOf, toldChange } from '../../../../domain/letters/agent-feed/change'
import { CHANGE_KINDS, kindOfEvent } from '../../../../domain/letters/agent-feed/kinds'
import { TAPAL_STATES } from '../../../../domain/letters/tapal/states'
import { buildChange } from '../../../support/build-change'
import { buildTapal } from '../../../database/room'

const at = new Date('2026-11-22T06:00:00Z')
const event = (rest: Partial<TapalEvent>): TapalEvent => ({
  ...{ sequence: 3, kind: 'state', from: 'delivered', to: 'delivered', cause: 'resolved', at },
  actor: { kind: 'kcs' },
  ...rest,
})

test.each([
  ['arrived', { sequence: 1, from: 'routed', to: 'routed' }],
  ['refused', { sequence: 1, from: 'refused', to: 'refused', cause: 'refused-by-profile' }],
  ['delivered', { from: 'routed', to: 'delivered' }],
  ['acknowledged', { from: 'delivered', to: 'acknowledged' }],
  ['acknowledged', { from: 'recalled', to: 'acknowledged' }],
  ['recalled', { kind: 'attempt', from: 'delivered', to: 'recalled' }],
  ['sent-again', { from: 'failed', to: 'routed', cause: 'redelivered-by-operator' }],
  ['moved', { kind: 'movement', cause: 'marked' }],
  ['filed', { kind: 'movement', cause: 'put-in-file' }],
  ['escalated', { kind: 'escalation', cause: 'acknowledgement-overdue' }],
  ['undelivered', { kind: 'notice', cause: 'transmission-overdue' }],
  ['rerouted', { kind: 'attempt', cause: 'next-way-paused' }],
] as const)('%s: told of %j', (kind, rest) => {
  expect(kindOfEvent(event(rest))).toBe(kind)
})

test('a try that failed, and a word to an operator, are told to nobody', () => {
  const told = CAUSES.filter((cause) => kindOfEvent(event({ kind: 'attempt', cause })) !== null)
  const quiet: Cause[] = ['retry-later', 'busy', 'in-doubt', 'auth', 'endpoint-paused', 'mail-link-renewed']
  expect(told.filter((cause) => quiet.includes(cause))).toEqual([])
})

test('every state that a tapal comes to is told under a kind of the list', () => {
  const others = TAPAL_STATES.filter((to) => to !== 'delivered')
  const kinds = others.map((to) => kindOfEvent(event({ to })))
  expect(kinds.filter((kind) => kind === null || !CHANGE_KINDS.includes(kind))).toEqual([])
})

test('an acknowledgement carries the diary number; no change carries a desk, a reason, an answer or a person', () => {
  const diary = { number: 'B/7/2026', date: at }
  const tapal = buildTapal({ id: 'T1', sender: { office: 'A', seat: 'A/SO' }, office: 'B', diary })
  const secret = {
    actor: { kind: 'seat', seat: 'B/TAPAL', holder: 'PEN77' },
    ...{ desk: { from: 'Shri Nair', to: 'Smt Pillai' }, reason: 'Words', answer: 'Dear Sir', key: 'k' },
  } as const
  const change = changeOfTapal(tapal, event({ to: 'acknowledged', ...secret }))!
  expect(toldChange({ ...change, number: 7, as: 'sender' })).toEqual({
    ...{ number: 7, kind: 'acknowledged', at: at.toISOString(), as: 'sender', dispatchId: 'D1' },
    ...{ deliveryKey: 'kcs-T1', endpoint: null, sender: { office: 'A' }, sequence: 3 },
    recipient: { office: 'B', seat: 'B/TAPAL' },
    ...{ diaryNumber: 'B/7/2026', diaryDate: '2026-11-22', code: null, level: null },
  })
  const moved = changeOfTapal(tapal, event({ kind: 'movement', cause: 'marked', ...secret }))
  expect(JSON.stringify([change, moved])).not.toMatch(/PEN77|Nair|Pillai|Words|Dear/)
})

test.each([
  ['sender', ['A', 'X']],
  ['recipient', ['B']],
  ['both', ['A', 'B']],
  ['own', ['X']],
] as const)('an agent of %s stands on its side of a letter from A to B', (side, offices) => {
  expect(sideOf(buildChange('k'), new Set(offices))).toBe(side)
})

test('after 90 days a change is not told again', () => {
  const later = (days: number) => new Date(at.getTime() + days * 24 * 3_600_000)
  expect([isForgotten({ at }, later(89)), isForgotten({ at }, later(91))]).toEqual([false, true])
})
