// What `kcs verify` says of each state that must not be, word for word and of which row; and that it says nothing of one that is sound,
// or so young that it may be under way. That it finds them in a real record stands in tests/cli/verify.test.ts.

import { CHECKS } from '../../../services/operations/verify'
import type { Check, Finding, RowsToVerify, VerifyDeps } from '../../../services/operations/verify/check'

const NOW = new Date('2026-11-22T06:00:00Z')
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

/** The ids of what there is beside the rows. */
const ENDED = new Map([
  ['D', false],
  ['OVER', true],
])
const RUNS = new Map([
  ['running', { status: 'running', closedAt: null }],
  ['failed', { status: 'failed', closedAt: ago(9) }],
  ['OVER', { status: 'completed', closedAt: ago(9) }],
])
const NUMBERS = new Map([
  ['T', 'A/IN/2026/000007'],
  ['BESIDE', 'A/IN/2026/000007'],
])
const aCase = {
  name: 'dispatch',
  standings: async () => new Map([...ENDED].map(([id, ended]) => [id, ended ? 'ended' : 'open'])),
}
const only =
  <Value>(known: ReadonlyMap<string, Value>) =>
  async (ids: readonly string[]) =>
    new Map([...known].filter(([id]) => ids.includes(id)))

const deps = {
  now: NOW,
  cases: [aCase],
  runs: { describe: async (_case: string, id: string) => RUNS.get(id) ?? null },
  store: { has: async (id: string) => id !== 'gone', verify: async (id: string) => id !== 'flipped' },
  repositories: {
    dispatches: {
      ended: async (ids: string[]) => new Map(ids.map((id) => [id, ENDED.get(id) ?? false] as const)),
    },
    tapals: {
      sums: only(
        new Map([
          ['D', { tapals: 2, owing: 1 }],
          ['QUIET', { tapals: 2, owing: 0 }],
        ]),
      ),
    },
    endpoints: { byIds: only(new Map([['push', {}]])) },
    registers: {
      numbersOf: async (register: string, ids: string[]) =>
        register === 'inward' ? only(NUMBERS)(ids) : only(new Map([['D', 'S/DS/2026/000003']]))(ids),
    },
    audit: {
      present: async (ids: string[]) => new Set(ids.filter((id) => /^(dispatch:D|T|BESIDE):[12]$/.test(id))),
    },
    documents: { byHashes: only(new Map([['aa', {}]])) },
  },
} as unknown as VerifyDeps

/** What the checks of these rows find, where they are shown them in one page. */
async function findings(
  of: keyof RowsToVerify,
  name: string,
  rows: readonly object[],
  given: VerifyDeps = deps,
): Promise<Finding[]> {
  const checks = (CHECKS[of] as readonly Check[]).filter((check) => check.name === name)
  expect(checks).toHaveLength(1)
  return checks[0]!.begin(given)(rows as never)
}

const event = (sequence: number, from: string, to: string, at: Date = ago(60)) => ({ sequence, from, to, at })
/** Sound in the eyes of every check. */
const TAPAL = {
  ...{ id: 'T', dispatch: 'D', state: 'delivered', purpose: 'action', endpoint: 'push' },
  clocks: [{ kind: 'acknowledge', since: ago(60), dueAt: ago(-60), nextAt: ago(-60), level: 0 }],
  ...{ owes: true, dueAt: ago(-60), claim: null, parked: false, nextAttemptAt: null, withdrawOwed: false },
  ...{ events: [event(1, 'routed', 'routed'), event(2, 'routed', 'delivered')], sequence: 2 },
  ...{ followed: true, followedTo: 2, inwardNumber: 'A/IN/2026/000007' },
}
const pause = { what: 'pause', at: ago(50), by: 'A/TAPAL', reason: 'waits' }
const stands = { kind: 'reply', since: ago(60), dueAt: null, nextAt: null, level: 0, changes: [pause] }
const claim = { id: 'c', until: ago(16) }

test.each<[check: string, changed: object, what: string]>([
  [
    'state-and-events',
    { events: [event(1, 'routed', 'routed'), event(1, 'routed', 'delivered')] },
    'event 1 comes after event 1',
  ],
  [
    'state-and-events',
    { events: [event(2, 'routed', 'routed'), event(1, 'routed', 'delivered')] },
    'event 1 comes after event 2',
  ],
  [
    'state-and-events',
    { events: [event(1, 'routed', 'routed'), event(2, 'failed', 'delivered')] },
    'event 2 begins in failed, after routed',
  ],
  [
    'state-and-events',
    { state: 'closed', events: [event(1, 'routed', 'routed'), event(2, 'routed', 'closed')] },
    'event 2 moves from routed to closed',
  ],
  ['state-and-events', { state: 'closed' }, 'is closed, and its events end in delivered'],
  ['state-and-events', { events: [] }, 'is delivered, and its events end in nothing'],
  ['state-and-events', { sequence: 1 }, 'its last event is 2, and it counts 1'],
  ['clocks', { state: 'closed' }, 'owes something in closed'],
  ['clocks', { purpose: 'information' }, 'owes something in delivered'],
  ['clocks', { owes: false }, 'owes nothing in delivered'],
  ['clocks', { state: 'failed', owes: false }, 'owes nothing in failed'],
  ['clocks', { dueAt: null }, 'owes something and has no due instant'],
  ['clocks', { state: 'closed', owes: false }, 'owes nothing and has a due instant'],
  ['clocks', { dueAt: ago(61) }, 'was due at 2026-11-22T04:59:00.000Z, and nobody looked'],
  [
    'claims',
    { claim, nextAttemptAt: ago(16) },
    'its claim ran out at 2026-11-22T05:44:00.000Z, and nobody took it over',
  ],
  ['parked', { parked: true, endpoint: 'away' }, 'waits for the endpoint away, which is not there'],
  ['parked', { nextAttemptAt: ago(1), endpoint: 'away' }, 'waits for the endpoint away, which is not there'],
  ['parked', { parked: true }, 'is parked, and no try is to come'],
  ['withdrawals', { withdrawOwed: true }, 'is to be withdrawn, and is delivered'],
  [
    'withdrawals',
    { withdrawOwed: true, state: 'recalled', dispatch: 'OVER' },
    'is to be withdrawn, and its dispatch has ended',
  ],
  ['followed', { events: [] }, 'has no event'],
  ['followed', { followedTo: 1 }, 'is followed to 1 of 2'],
  ['followed', { followed: false, events: [event(2, 'routed', 'delivered', ago(11))] }, 'is not followed'],
  [
    'audit-entries',
    { followedTo: 3, events: [event(3, 'routed', 'delivered')] },
    'T:3 is not in the audit log',
  ],
  [
    'inward-numbers',
    { inwardNumber: 'A/IN/2026/000008' },
    'its inward number is not the one in the register',
  ],
])('%s: of a tapal with %j it says: %s', async (check, changed, what) => {
  const beside = { ...TAPAL, id: 'BESIDE' }
  expect(await findings('tapal', check, [beside, { ...TAPAL, ...changed }, beside])).toEqual([
    { id: 'T', what },
  ])
})

test.each<[check: string, changed: object]>([
  ['state-and-events', {}],
  // Entries that gave way leave gaps in the numbers, and the row counts further than its last entry.
  [
    'state-and-events',
    { events: [event(1, 'routed', 'routed'), event(5, 'routed', 'delivered')], sequence: 9 },
  ],
  ['clocks', { state: 'closed', owes: false, dueAt: null }],
  ['clocks', { purpose: 'information', owes: false, dueAt: null }],
  ['clocks', { dueAt: ago(60) }],
  ['clocks', { state: 'acknowledged', dueAt: null, clocks: [stands] }],
  ['clocks', { state: 'opened', clocks: [{ ...stands, changes: [] }] }],
  ['claims', { claim }],
  ['claims', { claim, parked: true, nextAttemptAt: ago(16) }],
  ['claims', { claim, nextAttemptAt: ago(15) }],
  ['claims', { claim: { ...claim, until: ago(15) }, nextAttemptAt: ago(16) }],
  ['claims', { nextAttemptAt: ago(16) }],
  ['parked', { parked: true, nextAttemptAt: ago(1) }],
  ['parked', { endpoint: 'away' }],
  ['withdrawals', { withdrawOwed: true, state: 'recalled' }],
  ['withdrawals', { state: 'recalled', dispatch: 'OVER' }],
  ['followed', { followed: false, events: [event(2, 'routed', 'delivered', ago(10))] }],
  ['followed', { followed: false, followedTo: 1, events: [event(2, 'routed', 'delivered', ago(10))] }],
  ['audit-entries', { events: [event(3, 'routed', 'delivered')] }],
  ['audit-entries', { followedTo: 4, events: [event(4, 'delivered', 'delivered')] }],
  ['inward-numbers', { id: 'NONE', inwardNumber: null }],
])('%s: of a tapal with %j it says nothing', async (check, changed) => {
  expect(await findings('tapal', check, [{ ...TAPAL, ...changed }])).toEqual([])
})

const change = (sequence: number, at: Date = ago(60)) => ({ sequence, at })
const DISPATCH = {
  ...{ id: 'D', state: 'in-progress', started: true, acceptedAt: ago(60), number: 'S/DS/2026/000003' },
  ...{ changes: [change(1), change(2)], followed: true, followedTo: 2, documents: ['aa'] },
}

test.each<[check: string, changed: object, what: string]>([
  ['sums', { id: 'BARE' }, 'is in-progress, without a tapal'],
  ['sums', { id: 'BARE', state: 'closed' }, 'is closed, without a tapal'],
  ['sums', { state: 'closed' }, 'is closed, and 1 tapals owe something'],
  ['sums', { state: 'cancelled' }, 'is cancelled, and 1 tapals owe something'],
  ['outbox', { started: false, acceptedAt: ago(6) }, 'was accepted, and its run was not started'],
  [
    'outbox',
    { state: 'accepted', acceptedAt: ago(16) },
    'was accepted, and its recipients were not resolved',
  ],
  ['rows-without-run', { id: 'LOST' }, 'is open, and has no run'],
  ['rows-without-run', { id: 'failed' }, 'is open, and its run is failed'],
  ['rows-without-run', { id: 'LOST', state: 'accepted', acceptedAt: ago(3) }, 'is open, and has no run'],
  ['followed', { followedTo: 1 }, 'is followed to 1 of 2'],
  ['followed', { followed: false, changes: [change(1, ago(11))] }, 'is not followed'],
  ['audit-entries', { followedTo: 3, changes: [change(3)] }, 'dispatch:D:3 is not in the audit log'],
  ['despatch-numbers', { number: 'S/DS/2026/000004' }, 'its despatch number is not the one in the register'],
  ['documents-of-letters', { documents: ['aa', 'bb'] }, 'names the document bb, which is not there'],
])('%s: of a dispatch with %j it says: %s', async (check, changed, what) => {
  const row = { ...DISPATCH, ...changed }
  expect(await findings('dispatch', check, [row])).toEqual([{ id: row.id, what }])
})

test.each<[check: string, changed: object]>([
  ['sums', {}],
  ['sums', { id: 'QUIET', state: 'closed' }],
  ['sums', { id: 'BARE', state: 'accepted' }],
  ['sums', { id: 'BARE', state: 'cancelled' }],
  ['outbox', { started: false, acceptedAt: ago(5) }],
  ['outbox', { state: 'accepted', acceptedAt: ago(15) }],
  ['rows-without-run', { id: 'running' }],
  ['rows-without-run', { id: 'LOST', acceptedAt: ago(2) }],
  ['rows-without-run', { id: 'LOST', started: false }],
  ['rows-without-run', { id: 'LOST', state: 'closed' }],
  ['rows-without-run', { id: 'OVER' }],
  ['followed', {}],
  ['followed', { followed: false, changes: [change(1, ago(10))] }],
  ['followed', { changes: [] }],
  ['audit-entries', { changes: [change(3)] }],
  ['despatch-numbers', { id: 'NONE', number: null }],
  ['documents-of-letters', {}],
])('%s: of a dispatch with %j it says nothing', async (check, changed) => {
  expect(await findings('dispatch', check, [{ ...DISPATCH, ...changed }])).toEqual([])
})

test('phantoms: a tapal whose dispatch is not there is named with that dispatch', async () => {
  const repositories = { dispatches: { ended: only(ENDED) } }
  const given = { ...deps, repositories } as unknown as VerifyDeps
  const rows = ['D', 'none', 'OVER'].map((dispatch) => ({ ...TAPAL, id: `T-${dispatch}`, dispatch }))
  expect(await findings('tapal', 'phantoms', rows, given)).toEqual([
    { id: 'T-none', what: 'belongs to the dispatch none, which is not there' },
  ])
})

const RUN = { of: aCase, subject: 'D', startedAt: ago(3), failing: null }

test('runs: one that no row knows, one whose letter has ended and one whose code fails are named; a young one is not', async () => {
  const rows = [
    RUN,
    { ...RUN, subject: 'none' },
    { ...RUN, subject: 'OVER' },
    { ...RUN, subject: 'young', startedAt: ago(2) },
    { ...RUN, subject: 'faulty', failing: 'NonDeterministicError' },
  ]
  expect(await findings('run', 'runs-without-row', rows.slice(0, 4))).toEqual([
    { id: 'none', what: 'has a run of dispatch, and no row' },
    { id: 'OVER', what: 'has ended, and its run of dispatch goes on' },
  ])
  expect(await findings('run', 'failing-runs', rows)).toEqual([
    { id: 'faulty', what: 'has a run of dispatch whose code fails again and again: NonDeterministicError' },
  ])
})

test('registers: gaps and doubles are named by their book, each book begins with 1, and a page ends anywhere', async () => {
  const entries = (office: string, numbers: readonly number[], year = 2026) =>
    numbers.map((number) => ({ office, register: 'inward', year, number }))
  const [check] = CHECKS.register
  const judge = check!.begin(deps)
  const first = [...entries('A', [1, 2, 2, 5]), ...entries('B', [1, 2])]
  expect(await judge(first as never)).toEqual([
    { id: 'A/inward/2026', what: 'has the number 2 twice' },
    { id: 'A/inward/2026', what: 'lacks 3 to 4' },
  ])
  const second = [...entries('B', [3]), ...entries('B', [1], 2027), ...entries('C', [3])]
  expect(await judge(second as never)).toEqual([{ id: 'C/inward/2026', what: 'lacks 1 to 2' }])
})

test('documents: one that is not in the store and one with other bytes are named', async () => {
  expect(await findings('document', 'documents', ['aa', 'gone', 'flipped'] as never)).toEqual([
    { id: 'gone', what: 'is not in the store' },
    { id: 'flipped', what: 'is not what its hash says' },
  ])
})

test('audit-chain: the entry of the link that is wrong is named, or where none stands there the link itself', async () => {
  const report = (entry: string | null) => ({ fault: { sequence: 7, entry, text: 'it was edited' } })
  expect(await findings('chain', 'audit-chain', [report('T:2')])).toEqual([
    { id: 'T:2', what: 'link 7: it was edited' },
  ])
  expect(await findings('chain', 'audit-chain', [report(null)])).toEqual([
    { id: 'link 7', what: 'link 7: it was edited' },
  ])
  expect(await findings('chain', 'audit-chain', [{ fault: null }])).toEqual([])
})
