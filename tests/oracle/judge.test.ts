// The judge of fault runs notices each violation; without one it finds nothing.

import type { DispatchChange } from '../../domain/letters/dispatch/change'
import type { DispatchState } from '../../domain/letters/dispatch/dispatch'
import type { Tapal } from '../../domain/letters/tapal/tapal'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { buildTapal } from '../support/build-tapal'
import { buildDispatch } from '../support/builders'
import type { Evidence } from './evidence'
import { broken, judge, quietWithin } from './judge'

const AT = new Date('2026-05-01T05:00:00Z')
const SHA = 'a'.repeat(64)
const kcs = { kind: 'kcs' } as const

/** Changes of a dispatch through these states. */
function changesOf(...states: readonly DispatchState[]): DispatchChange[] {
  return states.map((to, i) => ({
    ...{ sequence: i + 1, from: states[i - 1] ?? null, to },
    ...{ cause: 'resolved', actor: kcs, at: AT },
  }))
}

const withChanges =
  (...states: readonly DispatchState[]): Change =>
  ({ evidence: { dispatches, audit } }) => ({
    dispatches: [{ ...dispatches[0]!, changes: changesOf(...states) }],
    audit: [
      ...audit.filter((id) => !id.startsWith('dispatch:')),
      ...states.map((_, i) => `dispatch:${dispatches[0]!.id}:${i + 1}`),
    ],
  })

/** A letter to an office with a filing system, which diarised it. */
function whole(): { evidence: Evidence; tapal: Tapal } {
  const letter = buildDispatch({ acceptedAt: AT, closedAt: AT, state: 'closed' })
  const dispatch = { ...letter, changes: changesOf('accepted', 'in-progress', 'closed') }
  const delivered = buildTapal(dispatch, AT, { mechanism: 'push', endpoint: 'push-a' })
  const tapal: Tapal = {
    ...delivered,
    state: 'acknowledged',
    owes: false,
    diary: { number: 'A/1', date: AT },
    sequence: 3,
    events: [
      ...delivered.events,
      {
        sequence: 3,
        kind: 'state',
        from: 'delivered',
        to: 'acknowledged',
        cause: 'acknowledged-by-agent',
        actor: kcs,
        at: AT,
      },
    ],
  }
  const key = deliveryKey(tapal.id)
  return {
    tapal,
    evidence: {
      accepted: [{ id: dispatch.id, key: dispatch.idempotencyKey, offices: ['RECV'], sha256: SHA }],
      confirmed: [{ tapal: tapal.id, diary: 'A/1' }],
      dispatches: [dispatch],
      tapals: [tapal],
      audit: [tapal.id, `dispatch:${dispatch.id}`].flatMap((id) => [1, 2, 3].map((n) => `${id}:${n}`)),
      arrived: [
        {
          system: 'push-a',
          office: 'RECV',
          deliveryKey: key,
          diary: 'A/1',
          withdrawn: false,
          sha256: [SHA],
        },
      ],
      asked: new Set(['push-a']),
      runs: [{ id: `dispatch:${dispatch.id}`, status: 'COMPLETED', hasSecret: false }],
      leaks: [],
      quietAfterMs: 4_000,
      loadMs: 60_000,
    },
  }
}

type Change = (whole: { evidence: Evidence; tapal: Tapal }) => Partial<Evidence>

const withTapal =
  (change: (tapal: Tapal) => Partial<Tapal>): Change =>
  ({ tapal }) => ({ tapals: [{ ...tapal, ...change(tapal) }] })
const withArrived =
  (change: Partial<Evidence['arrived'][number]>): Change =>
  ({ evidence }) => ({ arrived: [{ ...evidence.arrived[0]!, ...change }] })

const violations: readonly (readonly [string, string, Change])[] = [
  ['I1 none lost', 'a confirmed letter is not in the record', () => ({ dispatches: [], tapals: [] })],
  ['I1 none lost', 'an addressee has no tapal', () => ({ tapals: [] })],
  [
    'I2 none doubled',
    'an addressee has two tapals',
    ({ tapal }) => ({ tapals: [tapal, { ...tapal, id: `${tapal.id.slice(0, -1)}Z` }] }),
  ],
  [
    'I2 none doubled',
    'a letter lies at an office to which it was not written',
    withTapal(() => ({ office: 'OTHER' })),
  ],
  ['I3 no phantom', 'a dispatch that nobody sent', () => ({ accepted: [] })],
  [
    'I3 no phantom',
    'a second dispatch under one key',
    ({ evidence: { dispatches } }) => ({ dispatches: [...dispatches, { ...dispatches[0]!, id: 'SECOND' }] }),
  ],
  ['I3 no phantom', 'a tapal without a dispatch', withTapal(() => ({ dispatch: 'NONE' }))],
  [
    'I4 state moves only forward',
    'a state that goes back',
    withTapal(({ events }) => ({
      state: 'routed',
      events: events.map((event, at) => (at === 2 ? { ...event, to: 'routed' as const } : event)),
    })),
  ],
  [
    'I4 state moves only forward',
    'an event that is missing in the list',
    withTapal(({ events }) => ({ events: [events[0]!, events[2]!] })),
  ],
  [
    'I4 state moves only forward',
    'a row in a state that no event led to',
    withTapal(() => ({ state: 'closed' })),
  ],
  [
    'I4 state moves only forward',
    'a dispatch in a state that no change led to',
    withChanges('accepted', 'in-progress'),
  ],
  [
    'I4 state moves only forward',
    'a change of a dispatch that is missing in the list',
    ({ evidence: { dispatches } }) => ({
      dispatches: [{ ...dispatches[0]!, changes: dispatches[0]!.changes.slice(1) }],
      audit: [],
      tapals: [],
    }),
  ],
  ['I5 sums', 'a tapal that still owes something', withTapal(() => ({ owes: true }))],
  ['I5 sums', 'a withdrawal that is still owed', withTapal(() => ({ withdrawOwed: true }))],
  ['I5 sums', 'a failed letter that nobody minds', withTapal(() => ({ state: 'failed' }))],
  ['I5 sums', 'a letter for action that nobody took', withTapal(() => ({ state: 'delivered' }))],
  [
    'I5 sums',
    'a dispatch that is not closed',
    ({ evidence: { dispatches } }) => ({ dispatches: [{ ...dispatches[0]!, closedAt: null }] }),
  ],
  [
    'I6 one audit entry per change of state',
    'a change without an entry',
    ({ evidence: { audit } }) => ({ audit: audit.slice(1) }),
  ],
  [
    'I6 one audit entry per change of state',
    'a change of a dispatch without an entry',
    ({ evidence: { audit, dispatches } }) => ({
      audit: audit.filter((id) => id !== `dispatch:${dispatches[0]!.id}:2`),
    }),
  ],
  [
    'I6 one audit entry per change of state',
    'an entry without a change',
    ({ evidence: { audit } }) => ({ audit: [...audit, 'NONE:1'] }),
  ],
  [
    'I6 one audit entry per change of state',
    'an entry that is there twice',
    ({ evidence: { audit } }) => ({ audit: [...audit, audit[0]!] }),
  ],
  [
    'I7 one effect per acknowledgement',
    'a tapal that was acknowledged twice',
    withTapal(({ events }) => ({
      events: [...events, { ...events[1]!, sequence: 4 }, { ...events[2]!, sequence: 5 }],
    })),
  ],
  [
    'I7 one effect per acknowledgement',
    'an acknowledgement that was confirmed and is lost',
    withTapal(() => ({ state: 'refused' })),
  ],
  [
    'I7 one effect per acknowledgement',
    'another diary number than the one that was confirmed',
    withTapal(() => ({ diary: { number: 'A/2', date: AT } })),
  ],
  [
    'I8 the bytes that came are the bytes that were sent',
    'other bytes at the office',
    withArrived({ sha256: ['b'.repeat(64)] }),
  ],
  [
    'I9 quiet in time',
    'a system that does not come to rest',
    () => ({ quietAfterMs: quietWithin(60_000) + 1 }),
  ],
  [
    'I10 one effect at the target',
    'a letter that lies there twice',
    ({ evidence: { arrived } }) => ({ arrived: [...arrived, ...arrived] }),
  ],
  ['I10 one effect at the target', 'a letter that is none of ours', withArrived({ deliveryKey: 'kcs-none' })],
  ['I10 one effect at the target', 'a letter at the wrong office', withArrived({ office: 'OTHER' })],
  ['I10 both registers agree', 'a letter that was taken and is not there', () => ({ arrived: [] })],
  ['I10 both registers agree', 'another number at the office', withArrived({ diary: 'A/9' })],
  [
    'I10 both registers agree',
    'a letter that was taken and is withdrawn there',
    withArrived({ withdrawn: true }),
  ],
  [
    'I10 both registers agree',
    'a recalled letter that still lies there',
    withTapal(() => ({ state: 'recalled' })),
  ],
  [
    'I11 no run failed',
    'a run that failed',
    ({ evidence: { runs } }) => ({ runs: [{ ...runs[0]!, status: 'FAILED' }] }),
  ],
  [
    'I12 no letter text in logs, histories and ids',
    'text of a letter in a history',
    ({ evidence: { runs } }) => ({ runs: [{ ...runs[0]!, hasSecret: true }] }),
  ],
  ['I12 no letter text in logs, histories and ids', 'a name in a log', () => ({ leaks: ['logs/api.log'] })],
]

it('finds nothing where all is as it should be', () => {
  expect(broken(judge(whole().evidence))).toEqual({})
})

it('does not miss the tapals of a letter that was recalled before it was routed', () => {
  const { evidence } = whole()
  const recall = { at: AT, seat: 'SEND/TAPAL', holder: 'SO', reason: '' }
  const [letter] = evidence.dispatches
  const changes = changesOf('accepted', 'accepted', 'cancelled')
  const dispatches = [{ ...letter!, recall, changes, state: 'cancelled' as const }]
  const audit = [1, 2, 3].map((n) => `dispatch:${letter!.id}:${n}`)
  const nothing = { tapals: [], audit, arrived: [], confirmed: [] }
  expect(broken(judge({ ...evidence, ...nothing, dispatches }))).toEqual({})
})

it.each(violations)('%s: %s', (invariant, _what, change) => {
  const start = whole()
  const findings = broken(judge({ ...start.evidence, ...change(start) }))
  expect(findings[invariant]).toEqual([expect.any(String)])
})
