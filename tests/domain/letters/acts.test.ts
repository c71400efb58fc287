import * as acts from '../../../domain/letters/tapal/acts'
import { recallChange } from '../../../domain/letters/tapal/recall'
import { canMove, TAPAL_STATES, type TapalState } from '../../../domain/letters/tapal/states'

const NOW = new Date('2026-11-22T06:00:00Z')
const EARLIER = new Date('2026-11-20T06:00:00Z')
const actor = { kind: 'seat', seat: 'DC1/TAPAL', holder: 'PEN1' } as const
const act = { actor, at: NOW }
const diary = { number: 'D-7', date: NOW }
const refusal = { code: 'unreadable', reason: 'Page two is black.', rightOffice: null } as const
const settled = { nextAttemptAt: null, claim: null, parked: false }
const ended = { ...settled, clocks: [], owes: false, dueAt: null }
/** What is owed where one clock runs, since now. */
const owed = (kind: string, seconds: number) => {
  const dueAt = new Date(NOW.getTime() + seconds * 1000)
  return { clocks: [{ kind, since: NOW, dueAt, nextAt: dueAt, level: 0 }], owes: true, dueAt }
}

test('acknowledging ends what is owed and keeps the number of the office', () => {
  const change = acts.acknowledgeChange(
    { deliveredAt: EARLIER },
    { ...act, diary, cause: 'acknowledged-by-seat' },
  )
  expect(change.event).toEqual({
    kind: 'state',
    to: 'acknowledged',
    cause: 'acknowledged-by-seat',
    actor,
    at: NOW,
  })
  const withdrawal = { withdrawOwed: false, withdrawal: null }
  expect(change.set).toEqual({
    ...ended,
    ...withdrawal,
    diary,
    acknowledgedAt: NOW,
    deliveredAt: EARLIER,
  })
})

test('an acknowledgement that comes before any word of delivery proves the delivery too', () => {
  const change = acts.acknowledgeChange(
    { deliveredAt: null },
    { ...act, diary, cause: 'acknowledged-by-agent' },
  )
  expect(change.set.deliveredAt).toEqual(NOW)
})

test('refusing ends what is owed; the event keeps the code only, the words stay in the row', () => {
  const change = acts.refuseChange({ ...act, refusal, cause: 'refused-by-office' })
  expect(change.event).toEqual({
    kind: 'state',
    to: 'refused',
    cause: 'refused-by-office',
    code: 'unreadable',
    actor,
    at: NOW,
  })
  expect(change.set).toEqual({ ...ended, refusal })
  expect(JSON.stringify(change.event)).not.toContain('black')
})

test('returning ends what is owed, with the code in the event and the words in the row', () => {
  const change = acts.returnChange({ ...act, refusal })
  expect(change.event).toMatchObject({ to: 'returned', code: 'unreadable' })
  expect(change.set).toEqual({ ...ended, refusal })
})

test('opening is noted with its instant', () => {
  const change = acts.openChange({ ...act, cause: 'opened-by-seat' })
  expect(change).toEqual({
    event: { kind: 'state', to: 'opened', cause: 'opened-by-seat', actor, at: NOW },
    set: { openedAt: NOW },
  })
})

test('a movement moves no state and carries the desks', () => {
  const desk = { from: 'US', to: 'SO', file: 'F-1' }
  const change = acts.movementChange({ ...act, desk, cause: 'marked', key: 'm-1' })
  expect(change).toEqual({
    event: { kind: 'movement', cause: 'marked', actor, at: NOW, key: 'm-1', desk },
    set: {},
  })
})

test('a postal number is the delivery of what goes by post: the acknowledgement clock starts', () => {
  const times = { acknowledgeWithinSeconds: 600, escalateEverySeconds: 60 }
  const posted = { ...act, postalNumber: 'RL123456785IN' }
  expect(acts.postedChange({ purpose: 'action', taking: 'person', times }, posted)).toEqual({
    event: { kind: 'state', to: 'delivered', cause: 'posted', actor, at: NOW },
    set: {
      ...settled,
      deliveredAt: NOW,
      ...owed('acknowledge', 600),
      postalNumber: 'RL123456785IN',
    },
  })
  expect(acts.postedChange({ purpose: 'information', taking: 'person', times }, posted).set).toMatchObject({
    owes: false,
    dueAt: null,
  })
})

test('a letter sent again by the operator is due at once, and its transmission clock starts anew', () => {
  const change = acts.redeliverChange(act)
  expect(change.event).toMatchObject({ to: 'routed', cause: 'redelivered-by-operator' })
  expect(change.set).toEqual({
    attempts: 0,
    nextAttemptAt: NOW,
    claim: null,
    parked: true,
    ...owed('deliver', 4 * 3600),
  })
})

/** From which states each act is allowed. */
test.each<[string, TapalState, TapalState[]]>([
  ['acknowledge', 'acknowledged', ['routed', 'handed-over', 'delivered', 'expired', 'failed']],
  ['refuse', 'refused', ['routed', 'handed-over', 'delivered']],
  ['open', 'opened', ['acknowledged']],
  ['take up', 'in-process', ['acknowledged', 'opened']],
  ['close', 'closed', ['acknowledged', 'opened', 'in-process']],
  ['return', 'returned', ['delivered', 'acknowledged', 'opened', 'in-process']],
  ['recall', 'recalled', ['routed', 'handed-over', 'delivered', 'failed']],
  ['send again', 'routed', ['failed']],
])('to %s is possible from the right states only', (_act, to, from) => {
  expect(TAPAL_STATES.filter((state) => canMove(state, to)).sort()).toEqual([...from].sort())
})

test('a recall ends what is owed, and leaves the claim of who is handing it over', () => {
  const change = recallChange(actor, NOW)
  expect(change.event).toEqual({ kind: 'state', to: 'recalled', cause: 'recalled-by-sender', actor, at: NOW })
  expect(change.set).toEqual({ nextAttemptAt: null, parked: false, clocks: [], owes: false, dueAt: null })
})
