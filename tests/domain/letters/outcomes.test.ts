import { TAKING_RULES } from '../../../domain/letters/systems'
import { isEndpointFault, type Outcome, stateAfter } from '../../../domain/letters/delivery/outcome'
import { changeFor } from '../../../domain/letters/tapal/outcome-change'
import type { TapalState } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'

const NOW = new Date('2026-11-22T06:00:00Z')
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
const diary = { number: 'D-7', date: new Date('2026-11-22') }

const delivered: Outcome = { kind: 'delivered', reference: 'r1' }
const withDiary: Outcome = { kind: 'delivered', reference: 'r1', diary }
const duplicate: Outcome = { kind: 'duplicate' }
const duplicateWithDiary: Outcome = { kind: 'duplicate', diary }
const handedOver: Outcome = { kind: 'handed-over', reference: 'r1' }
const askAgain: Outcome = { kind: 'handed-over', askAfterMs: 30_000 }
const later: Outcome = { kind: 'retry-later', code: 'http-500', inDoubt: false }
const doubt: Outcome = { kind: 'retry-later', code: 'time-out', inDoubt: true }
const busy: Outcome = { kind: 'busy', code: 'http-429', afterMs: 90_000 }
const never: Outcome = { kind: 'never', code: 'http-400' }
const refused: Outcome = { kind: 'refused', code: 'unreadable' }
const auth: Outcome = { kind: 'auth', code: 'http-401' }
const gone: Outcome = { kind: 'gone', code: 'http-410' }

/** What an outcome leads to where the number is enough, and where a person must take it; null: it waits. */
const STATES: [name: string, outcome: Outcome, diary: TapalState | null, person: TapalState | null][] = [
  ['delivered', delivered, 'delivered', 'delivered'],
  ['delivered with a diary number', withDiary, 'acknowledged', 'delivered'],
  ['duplicate', duplicate, 'delivered', 'delivered'],
  ['duplicate with a diary number', duplicateWithDiary, 'acknowledged', 'delivered'],
  ['handed over', handedOver, 'handed-over', 'handed-over'],
  ['handed over, to be asked', askAgain, 'handed-over', 'handed-over'],
  ['retry later', later, null, null],
  ['retry later, in doubt', doubt, 'handed-over', 'handed-over'],
  ['busy', busy, null, null],
  ['never', never, 'failed', 'failed'],
  ['refused', refused, 'refused', 'refused'],
  ['auth', auth, null, null],
  ['gone', gone, null, null],
]

describe.each(STATES)('%s', (_name, outcome, byDiary, byPerson) => {
  test.each(TAKING_RULES)('leads to the right state where taking is by %s', (taking) => {
    expect(stateAfter(outcome, taking)).toBe(taking === 'diary' ? byDiary : byPerson)
  })
})

test('retry later, auth and gone speak against the endpoint; the other outcomes against the letter or nobody', () => {
  const faults = STATES.filter(([, outcome]) => isEndpointFault(outcome)).map(([name]) => name)
  expect(faults).toEqual(['retry later', 'retry later, in doubt', 'auth', 'gone'])
})

type Tried = Pick<Tapal, 'purpose' | 'times' | 'taking' | 'state' | 'reference' | 'lastAskedAt'>
const action: Tried = {
  purpose: 'action',
  taking: 'person',
  state: 'routed',
  reference: null,
  lastAskedAt: null,
  times: { acknowledgeWithinSeconds: 600, escalateEverySeconds: 60 },
}
const byDiary: Tried = { ...action, taking: 'diary' }
const copy: Tried = { ...action, purpose: 'information' }
const inDoubt: Tried = { ...action, state: 'handed-over' }

const kcs = { kind: 'kcs' }
const settled = { nextAttemptAt: null, claim: null, parked: false }
const owed = (kind: string, seconds: number) => {
  const clock = { kind, since: NOW, dueAt: at(seconds), nextAt: at(seconds), level: 0 }
  return { clocks: [clock], owes: true, dueAt: at(seconds) }
}
const ended = { ...settled, clocks: [], owes: false, dueAt: null }
const EXPIRY = 30 * 24 * 3600

describe('what the outcome of try 3 changes', () => {
  const change = (tapal: Tried, outcome: Outcome) => changeFor(tapal, outcome, NOW, 3, 20_000)
  const event = (kind: string, cause: string, more: object = {}) => ({
    kind,
    cause,
    actor: kcs,
    at: NOW,
    attempt: 3,
    ...more,
  })

  test.each<[string, Tried, Outcome, object, object]>([
    [
      'delivered for action: the acknowledgement clock starts',
      action,
      delivered,
      event('state', 'delivered-by-agent', { to: 'delivered' }),
      { ...settled, deliveredAt: NOW, ...owed('acknowledge', 600), reference: 'r1' },
    ],
    [
      'delivered for information: nothing is owed',
      copy,
      delivered,
      event('state', 'delivered-by-agent', { to: 'delivered' }),
      { ...ended, deliveredAt: NOW, reference: 'r1' },
    ],
    [
      'delivered with a diary number that counts as taking: nothing is owed any more',
      byDiary,
      withDiary,
      event('state', 'diary-number-given', { to: 'acknowledged' }),
      {
        ...ended,
        withdrawOwed: false,
        withdrawal: null,
        deliveredAt: NOW,
        acknowledgedAt: NOW,
        reference: 'r1',
        diary,
      },
    ],
    [
      'delivered with a diary number where a person must take it: the number is kept, the clock runs',
      action,
      withDiary,
      event('state', 'delivered-by-agent', { to: 'delivered' }),
      { ...settled, deliveredAt: NOW, ...owed('acknowledge', 600), reference: 'r1', diary },
    ],
    [
      'delivered with the day by which the office is done: it stands with the taking, and nothing is owed because of it',
      byDiary,
      { ...withDiary, dueAt: at(99_000) } as Outcome,
      event('state', 'diary-number-given', { to: 'acknowledged', dueAt: at(99_000) }),
      {
        ...{ ...ended, withdrawOwed: false, withdrawal: null, deliveredAt: NOW, acknowledgedAt: NOW },
        ...{ reference: 'r1', diary },
      },
    ],
    [
      'duplicate with that day where a person must take it: our own clock runs as ever',
      action,
      { kind: 'duplicate', dueAt: at(99_000) },
      event('state', 'duplicate-at-agent', { to: 'delivered', dueAt: at(99_000) }),
      { ...settled, deliveredAt: NOW, ...owed('acknowledge', 600) },
    ],
    [
      'delivered into our own inbox: the inward number is kept, and the cause says so',
      action,
      { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber: 'X/IN/2026/000001' },
      event('state', 'delivered-to-inbox', { to: 'delivered' }),
      { ...settled, deliveredAt: NOW, ...owed('acknowledge', 600), inwardNumber: 'X/IN/2026/000001' },
    ],
    [
      'duplicate: the system had it already',
      inDoubt,
      duplicate,
      event('state', 'duplicate-at-agent', { to: 'delivered' }),
      { ...settled, deliveredAt: NOW, ...owed('acknowledge', 600) },
    ],
    [
      'handed over: the next word comes from them',
      action,
      handedOver,
      event('state', 'handed-over-to-agent', { to: 'handed-over' }),
      { ...settled, reference: 'r1' },
    ],
    [
      'handed over, to be asked: it stays with whoever drains it, and is asked after the time',
      action,
      askAgain,
      event('state', 'handed-over-to-agent', { to: 'handed-over' }),
      { claim: null, nextAttemptAt: at(30) },
    ],
    [
      'asked and still not confirmed: a try, not a change of state',
      inDoubt,
      askAgain,
      event('attempt', 'handed-over-to-agent', { to: 'handed-over' }),
      { claim: null, nextAttemptAt: at(30), lastAskedAt: NOW },
    ],
    [
      'retry later: it stays where it is and waits',
      action,
      later,
      event('attempt', 'retry-later', { code: 'http-500', dueAt: at(20) }),
      { claim: null, nextAttemptAt: at(20) },
    ],
    [
      'retry later, in doubt: they may have it',
      action,
      doubt,
      event('attempt', 'in-doubt', { to: 'handed-over', code: 'time-out', dueAt: at(20) }),
      { claim: null, nextAttemptAt: at(20) },
    ],
    [
      'busy',
      action,
      busy,
      event('attempt', 'busy', { code: 'http-429', dueAt: at(90) }),
      { claim: null, nextAttemptAt: at(90) },
    ],
    [
      'auth: counts as a try',
      action,
      auth,
      event('attempt', 'auth', { code: 'http-401', dueAt: at(20) }),
      { claim: null, nextAttemptAt: at(20) },
    ],
    [
      'gone: counts as a try',
      action,
      gone,
      event('attempt', 'gone', { code: 'http-410', dueAt: at(20) }),
      { claim: null, nextAttemptAt: at(20) },
    ],
    [
      'never: it waits for the operator, for thirty days',
      action,
      never,
      event('state', 'never', { to: 'failed', code: 'http-400' }),
      { ...settled, ...owed('repair', EXPIRY) },
    ],
    [
      'refused: nothing is owed',
      action,
      refused,
      event('state', 'refused-by-agent', { to: 'refused', code: 'unreadable' }),
      { ...ended, refusal: { code: 'unreadable', reason: '', rightOffice: null } },
    ],
  ])('%s', (_title, tapal, outcome, expectedEvent, set) => {
    expect(change(tapal, outcome)).toEqual({ event: expectedEvent, set })
  })
})

describe('a system that is asked again and again', () => {
  const still: Outcome = { kind: 'handed-over', askAfterMs: 60_000, cause: 'handed-over-to-agent' }
  const asked: Tried = { ...inDoubt, reference: 'r1', lastAskedAt: NOW }

  test('is asked ever more rarely, and the trace is told the first time only', () => {
    const first = changeFor(inDoubt, still, NOW, 2, 20_000)
    expect([first.quiet, first.set]).toMatchObject([undefined, { nextAttemptAt: at(60), lastAskedAt: NOW }])
    const later = changeFor(asked, { ...still, reference: 'r1' }, NOW, 9, 3_600_000)
    expect([later.quiet, later.set]).toMatchObject([true, { nextAttemptAt: at(3_600), lastAskedAt: NOW }])
  })

  test('enters what is new: its own id of the letter', () => {
    expect(changeFor(asked, { ...still, reference: 'r2' }, NOW, 9, 60_000).quiet).toBeUndefined()
  })
})

test('what a system says of its refusal is kept: code, reason and right office; an unknown code is other', () => {
  const said: Outcome = { kind: 'refused', code: 'not-for-this-office', reason: 'Press', rightOffice: 'IPRD' }
  expect(changeFor(action, said, NOW, 1, 0).set.refusal).toEqual({
    code: 'not-for-this-office',
    reason: 'Press',
    rightOffice: 'IPRD',
  })
  const unknown = changeFor(action, { kind: 'refused', code: 'x-7' }, NOW, 1, 0)
  expect([unknown.event.code, unknown.set.refusal]).toEqual([
    'x-7',
    { code: 'other', reason: '', rightOffice: null },
  ])
})
