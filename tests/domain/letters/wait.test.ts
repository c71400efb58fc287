import type { TapalEvent } from '../../../domain/letters/tapal/event'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { type WaitingPlace, waitOf } from '../../../domain/letters/tapal/wait'
import { buildDispatch } from '../../support/builders'
import { buildTapal } from '../../support/build-tapal'

const BEGIN = new Date('2026-11-26T04:50:00Z')
const LATER = new Date('2026-11-26T06:00:00Z')
const NOW = new Date('2026-11-26T09:00:00Z')
const OPEN: WaitingPlace = { state: 'open', pausedAt: null, pausedBy: null }
const kcs = { kind: 'kcs' } as const

const routed: TapalEvent = {
  ...{ sequence: 1, kind: 'state', from: 'routed', to: 'routed', cause: 'resolved', actor: kcs, at: BEGIN },
}
const tried = (sequence: number, at: Date, code: string): TapalEvent => ({
  ...{ sequence, kind: 'attempt', from: 'routed', to: 'routed', cause: 'retry-later', actor: kcs, at },
  ...{ attempt: sequence - 1, code },
})

function waitFor(overrides: Partial<Tapal>, place: WaitingPlace | undefined = OPEN) {
  const dispatch = buildDispatch()
  return waitOf(buildTapal(dispatch, BEGIN, { events: [routed], createdAt: BEGIN, ...overrides }), place, NOW)
}

test('a letter that was not tried yet waits to be handed over, since it was accepted', () => {
  expect(waitFor({ state: 'routed', attempts: 0 })).toEqual({ for: 'hand-over', since: BEGIN })
})

test('one that could not be handed over waits for its next try, since the first that failed, with the last fault', () => {
  const events = [routed, tried(2, LATER, 'timeout'), tried(3, NOW, 'http-503')]
  expect(waitFor({ state: 'routed', attempts: 2, events })).toEqual({
    ...{ for: 'next-try', since: LATER, code: 'http-503' },
  })
})

test.each([
  ['kcs', 'system-down'],
  ['operator', 'system-paused'],
] as const)('where its system was paused by %s, it waits for that since then', (pausedBy, why) => {
  const place: WaitingPlace = { state: 'paused', pausedAt: LATER, pausedBy }
  expect(waitFor({ state: 'routed', attempts: 0, parked: true }, place)).toEqual({ for: why, since: LATER })
  expect(waitFor({ state: 'handed-over' }, place)).toEqual({ for: why, since: LATER })
})

test('a system that is gone, or not in the record any more, is told as such', () => {
  const gone: WaitingPlace = { state: 'gone', pausedAt: LATER, pausedBy: 'kcs' }
  expect(waitFor({ state: 'routed' }, gone)).toMatchObject({ for: 'system-gone', since: LATER })
  const dispatch = buildDispatch()
  const tapal = buildTapal(dispatch, BEGIN, { state: 'routed', events: [routed], createdAt: BEGIN })
  expect(waitOf(tapal, undefined, NOW)).toEqual({ for: 'system-gone', since: BEGIN })
})

test('what its scanner has not seen waits for that', () => {
  const scan: TapalEvent = { ...routed, sequence: 2, kind: 'attempt', cause: 'waits-for-scan', at: LATER }
  expect(waitFor({ state: 'routed', events: [routed, scan] })).toEqual({ for: 'scan', since: LATER })
})

const given = (until: Date) => ({ id: 'L', until, given: 1 })

test.each([
  ['what is printed waits to be posted', { mechanism: 'print' }, 'posting'],
  ['what lies ready waits to be fetched', { mechanism: 'pull' }, 'fetching'],
  ['also where who fetched it let its time pass', { mechanism: 'pull', lease: given(LATER) }, 'fetching'],
  [
    'what was fetched waits for the answer',
    { mechanism: 'pull', lease: given(new Date('2027-01-01')) },
    'system-answer',
  ],
  ['what a system took waits for its answer', { mechanism: 'soochika' }, 'system-answer'],
] as const)('of what was handed over: %s', (_what, overrides, why) => {
  const handed: TapalEvent = { ...routed, sequence: 2, to: 'handed-over', at: LATER }
  expect(waitFor({ ...overrides, state: 'handed-over', events: [routed, handed] })).toEqual({
    ...{ for: why, since: LATER },
  })
})

test('an acknowledgement is the turn of the seat, and of the highest to which it rose', () => {
  const delivered = { state: 'delivered', deliveredAt: LATER } as const
  expect(waitFor(delivered)).toEqual({ for: 'acknowledgement', since: LATER, seat: 'RECV/TAPAL' })
  const risen = { ...delivered, escalatedTo: ['RECV/SO', 'RECV/HEAD'] }
  expect(waitFor(risen)).toEqual({ for: 'acknowledgement', since: LATER, seat: 'RECV/HEAD' })
})

test('what was taken lies at the desk it came to last, whatever report came last', () => {
  const taken: TapalEvent = { ...routed, sequence: 2, to: 'acknowledged', at: BEGIN }
  const move = (sequence: number, to: string, at: Date): TapalEvent => ({
    ...{ ...taken, sequence, kind: 'movement', from: 'acknowledged', cause: 'marked', at, desk: { to } },
  })
  const events = [routed, taken, move(3, 'B', LATER), move(4, 'A', BEGIN)]
  expect(waitFor({ state: 'in-process', events })).toEqual({ for: 'desk', since: LATER })
  expect(waitFor({ state: 'acknowledged', events: [routed, taken] })).toEqual({ for: 'desk', since: BEGIN })
})

test('one that failed waits for an operator', () => {
  const failed: TapalEvent = { ...routed, sequence: 2, to: 'failed', at: LATER, code: 'no-mailbox' }
  expect(waitFor({ state: 'failed', events: [routed, failed] })).toEqual({
    ...{ for: 'operator', since: LATER, code: 'no-mailbox' },
  })
})

test.each(['closed', 'refused', 'returned', 'recalled', 'cancelled', 'expired', 'redirected'] as const)(
  'a letter that is %s waits for nothing',
  (state) => {
    expect(waitFor({ state })).toBeNull()
  },
)

test('for information nothing is waited for once it is there', () => {
  expect(waitFor({ state: 'delivered', purpose: 'information' })).toBeNull()
  expect(waitFor({ state: 'acknowledged', purpose: 'information' })).toBeNull()
})
