import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import type { Repositories } from '../../../database'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { buildDelivered, buildTapal, openRoom, type Room, type SentCommand } from '../room'

let room: Room
const NOW = new Date('2026-11-22T06:00:00Z')
const SOON = new Date(NOW.getTime() + 45_000)
const day = { now: NOW, endOfDay: SOON }
const first = { limit: 10, after: null }
const kcs = { kind: 'kcs' } as const
const shelf = { endpoint: 'pull-1', offices: ['A', 'B'] }
const lease = { id: 'l', now: NOW, until: SOON, limit: 5 }
const claim = { claimId: 'c', now: NOW, until: SOON, limit: 20 }
const acknowledge = acknowledgeChange(
  { deliveredAt: NOW },
  { actor: kcs, at: NOW, diary: { number: '1', date: NOW }, cause: 'acknowledged-by-agent', key: 'k' },
)

const USES: [name: string, use: (r: Repositories) => Promise<unknown>][] = [
  ['accepting a dispatch a second time', (r) => r.dispatches.accept(buildDispatch({ idempotencyKey: 'K' }))],
  ['finding a dispatch by its key', (r) => r.dispatches.byKey('account:test', 'K')],
  ['the outbox', (r) => r.dispatches.notStarted(NOW, first)],
  ['dispatches that are not resolved', (r) => r.dispatches.stalled(NOW, first)],
  ['how dispatches stand', (r) => r.dispatches.ended(['D1'])],
  ['paused endpoints', (r) => r.endpoints.inState('paused', { above: '', limit: 5 })],
  ['the size of the outbox', (r) => r.dispatches.outboxSize()],
  ['recalled dispatches that have not ended', (r) => r.dispatches.recalledAndOpen(NOW, first)],
  ['dispatches that have not ended', (r) => r.dispatches.inProgress('', 10)],
  ['what seats have sent', (r) => r.dispatches.sentBy(['SENDER/SO', 'X'], null, { limit: 5 })],
  ['whether offices sent a document', (r) => r.dispatches.hasSent('ab', ['A', 'B'])],
  ['whether letters carry a document', (r) => r.dispatches.carry(['D1'], 'ab')],
  ['claiming in a lane', (r) => r.tapals.claim({ dispatch: 'D1', mechanism: 'push', shard: 0 }, claim)],
  [
    'claiming past busy endpoints',
    (r) => r.tapals.claim({ dispatch: 'D1', mechanism: 'push', shard: 0 }, { ...claim, not: ['a', 'b'] }),
  ],
  ['claiming what is parked', (r) => r.tapals.claim({ endpoint: 'E1', parked: true }, claim)],
  ['giving out what lies ready', (r) => r.tapals.giveOut(shelf, lease)],
  ['what a lease gave out', (r) => r.tapals.givenBy(shelf, 'l', NOW, 5)],
  ['extending a lease', (r) => r.tapals.extendLease('T1', 'pull-1', 'l', SOON)],
  ['whether a letter was given out', (r) => r.tapals.wasGivenOut('T1')],
  ['what was recalled from an agent', (r) => r.tapals.recalledFrom(shelf, 5)],
  ['taking letters off a shelf', (r) => r.tapals.takeOffShelf('pull-1', NOW)],
  ['whether a clock is the first', (r) => r.tapals.isFirstDue({ id: 'T', dispatch: 'D1', dueAt: NOW })],
  ['parking', (r) => r.tapals.park('push', NOW)],
  ['putting off what waits', (r) => r.tapals.putOff('push', NOW, SOON)],
  ['making parked tapals due', (r) => r.tapals.dueNow('push', NOW)],
  ['counting what is parked', (r) => r.tapals.parked('push')],
  ['letters of the desk', (r) => r.tapals.atDesk({}, { above: '', limit: 10 })],
  [
    'letters of the desk at an endpoint',
    (r) => r.tapals.atDesk({ endpoint: 'E1' }, { above: '', limit: 10 }),
  ],
  ['how many letters are at the desk', (r) => r.tapals.deskCounts()],
  ['the oldest of the outbox', (r) => r.dispatches.outboxSince()],
  ['the figures of the desk', (r) => r.tapals.deskFigures(10)],
  ['the figures of withdrawals', (r) => r.tapals.withdrawalFigures(10)],
  ['the figures of clocks', (r) => r.tapals.clockFigures(NOW, 10)],
  ['how many tapals are not followed', (r) => r.tapals.unfollowedCount(10)],
  ['how many dispatches are not followed', (r) => r.dispatches.unfollowedCount(10)],
  [
    'dispatches that are not followed yet',
    (r) => r.dispatches.unfollowed({ limit: 10, parts: { of: 8, held: [1, 2] }, except: [] }),
  ],
  ['the notices that wait', (r) => r.notices.waiting('email', 10)],
  ['what waits at each endpoint', (r) => r.tapals.queues()],
  ['letters that a job dealt with', (r) => r.tapals.marked(['T1'], 'job:J')],
  ['a step of a job', (r) => r.jobs.take(NOW, SOON)],
  ['a job by its key', (r) => r.jobs.byKey('k')],
  ['broken glass', (r) => r.glasses.openUntil('a', 't', NOW)],
  ['endpoints with parked tapals', (r) => r.tapals.endpointsWithParked()],
  ['what is owed', (r) => r.tapals.owing('D1')],
  ['how much is outstanding', (r) => r.tapals.outstanding('D1', 50)],
  ['what is overdue', (r) => r.tapals.overdue('D1', NOW, 10)],
  ['dispatches long overdue', (r) => r.tapals.dispatchesOverdueSince(NOW, first)],
  ['the recall of a dispatch', (r) => r.tapals.recall('D1', kcs, NOW)],
  ['where withdrawals are owed', (r) => r.tapals.withdrawalsOwed('D1')],
  ['withdrawals that are due', (r) => r.tapals.withdrawalsDue('D1', 'push', NOW, 10)],
  ['putting withdrawals off', (r) => r.tapals.putOffWithdrawals('D1', 'push', NOW, SOON)],
  ['withdrawals nobody asked for', (r) => r.tapals.withdrawalsNeglected(NOW, 10)],
  ['whether something can be recalled', (r) => r.tapals.isRecallable('D1')],
  ['whether a withdrawal is owed', (r) => r.tapals.owesWithdrawal('D1')],
  [
    'what is not followed yet',
    (r) => r.tapals.unfollowed({ limit: 10, parts: { of: 8, held: [1, 2] }, except: [] }),
  ],
  ['the tapals of a dispatch', (r) => r.tapals.ofDispatch('D1')],
  ['a page of them', (r) => r.tapals.pageOfDispatch('D1', { limit: 10, above: 'a' })],
  ['the tally of a letter', (r) => r.tapals.tallyCells('D1')],
  ['the ids of a page of it', (r) => r.tapals.ledgerIds('D1', { states: ['delivered'] }, { limit: 10 })],
  [
    'how many can be reminded',
    (r) => r.tapals.countInLedger('D1', { states: ['delivered'] }, { owes: true, notRemindedSince: NOW }),
  ],
  ['how many an act came to', (r) => r.tapals.countMarked('D1', 'ledger:A')],
  ['a step of an act on recipients', (r) => r.ledgerActs.take(NOW, SOON)],
  ['the acts on the recipients of a letter', (r) => r.ledgerActs.ofDispatch('D1', { limit: 10 })],
  ['counts by state', (r) => r.tapals.counts(['D1', 'D2'])],
  ['an act on a tapal', (r) => r.tapals.apply('nobody', acknowledge)],
  ['acts on many tapals', (r) => r.tapals.applyToAll(['a', 'b'], acknowledge)],
  ['own acts on many tapals', (r) => r.tapals.applyEach([{ id: 'a', change: acknowledge }])],
  ['letters with a document', (r) => r.tapals.lettersHeld('ab', { offices: ['A'], seats: ['B'] })],
  ['the inbox', (r) => r.tapals.inbox('DC1/TAPAL', 'all', day, { limit: 20 })],
  ['the overdue in the inbox', (r) => r.tapals.inbox('DC1/TAPAL', 'overdue', day, { limit: 20 })],
  ['what rose to a seat', (r) => r.tapals.inbox('DC1/TAPAL', 'escalated', day, { limit: 20 })],
  ['the counts of the inbox', (r) => r.tapals.inboxCounts('DC1/TAPAL', day)],
  ['register numbers', (r) => r.registers.allot('inward', [{ subject: 'T1', office: 'A' }], NOW)],
  ['a register of a year', (r) => r.registers.entries('A', 'inward', 2026)],
  ['a void entry', (r) => r.registers.markVoid('inward', ['T1'])],
  ['the audit of a thing', (r) => r.audit.of('T1')],
  ['whether audit entries wait for their place in the chain', (r) => r.audit.waits()],
  ['how many audit entries wait, and since when', (r) => r.audit.lag(10)],
  ['the chain of the audit log in its order', (r) => r.audit.inChain().next()],
  ['the newest root of the audit log', (r) => r.auditRoots.newest()],
  ['a notice to send', (r) => r.notices.take('email', { now: NOW, until: SOON, message: 'm', limit: 5 })],
  ['putting off what can wait', (r) => r.notices.hold('sms', { now: NOW, until: SOON })],
  ['the message of a report', (r) => r.notices.byReference('sms', 'm-1')],
  ['a message that was no try', (r) => r.notices.postpone('m', SOON)],
  ['marking a message of notices', (r) => r.notices.markSent('m', NOW)],
  [
    'the newest notices',
    (r) => r.notices.newest(['A'], { operator: true, kinds: ['overdue', 'refused'], limit: 20 }),
  ],
  ['agents that serve offices', (r) => r.agents.serving(['A', 'B'])],
  ['the last numbers of agents', (r) => r.agentFeed.lastOf(['agent-1', 'agent-2'])],
  ['the changes of an agent from a number on', (r) => r.agentFeed.above('agent-1', 5, 10)],
  [
    'endpoints that are not followed yet',
    (r) => r.endpoints.unfollowed({ limit: 10, parts: { of: 8, held: [1, 2] }, except: [] }),
  ],
  ['the endpoints of an agent', (r) => r.endpoints.ofAgent('agent-1')],
  ['webhooks that are dead', (r) => r.subscriptions.dead(5)],
  ['endpoints to which nobody came', (r) => r.endpoints.notVisited(NOW, 5)],
  ['letters that lie ready since long', (r) => r.tapals.waitingSince(['pull-1', 'pull-2'], NOW, 5)],
  ['what was brought to offices', (r) => r.tapals.deliveries({ offices: ['A', 'B'], ids: {} }, { limit: 5 })],
  [
    'what failed at endpoints of an agent',
    (r) =>
      r.tapals.deliveries(
        { offices: ['A'], atDesk: { state: 'failed', endpoints: ['E1', 'E2'] }, ids: {} },
        { limit: 5 },
      ),
  ],
  ['the webhooks of an agent', (r) => r.subscriptions.ofAgent('agent-1')],
  ['a webhook to serve', (r) => r.subscriptions.take({ now: NOW, until: SOON, claim: 'c' })],
  ['waking webhooks', (r) => r.subscriptions.wake(new Map([['agent-1', 9]]), NOW)],
  ['the agent of a key', (r) => r.agents.byKeyId('k1')],
  ['the charges of an employee', (r) => r.charges.heldBy('PEN1', NOW)],
  ['the charges of employees', (r) => r.charges.heldByAny(['PEN1', 'PEN2'], NOW)],
  ['the holders of seats', (r) => r.charges.holdersOf(['A'], NOW)],
  ['the charges of seats since an instant', (r) => r.charges.since(['A/TAPAL'], NOW)],
  ['the charges of an employee, past and to come', (r) => r.charges.ofEmployee('PEN1')],
  ['the seats next below a seat', (r) => r.seats.next({ above: ['A/TAPAL'], links: ['A/TAPAL'] }, NOW)],
  ['seats with the lines above them', (r) => r.seats.inLine(['A/TAPAL'])],
  ['the living seats of an office with their lines', (r) => r.seats.livingInLine('A', NOW)],
  ['all of them for the rule of duties', (r) => r.seats.dutySeatsInLine('A', NOW)],
  ['an office with its place', (r) => r.offices.placed('A')],
  ['employees by their numbers, also former ones', (r) => r.employees.byPens(['PEN1', 'T-1'])],
  ['the accounts of an employee', (r) => r.accounts.rolesOf('PEN1')],
  ['what lies in a seat', (r) => r.tapals.lyingIn('A/TAPAL', NOW, 10)],
  ['what a seat has under way', (r) => r.dispatches.underWay('A/TAPAL', 10)],
  ['the handovers of a seat', (r) => r.handovers.list({ seat: 'A/TAPAL' }, { limit: 5 })],
  ['the handovers of an employee', (r) => r.handovers.list({ employee: 'PEN1' }, { limit: 5 })],
  ['a live session', (r) => r.sessions.live('h', NOW, 1000)],
  ['the end of all sessions of a login', (r) => r.sessions.endAllOf('so')],
  ['the despatch list of a day', (r) => r.despatchLists.list('A', '2026-11-22')],
  [
    'a page of the seats of an office',
    (r) => r.seats.pageOfOffice({ office: 'A', service: 'rti' }, { limit: 10, above: 'a' }),
  ],
  ['the sanctioned posts of an office', (r) => r.sanctionedPosts.ofOffice('A')],
  [
    'the search of the directory',
    (r) => r.search.search('kochi taluk', { district: 'Idukki', limit: 20, now: NOW }),
  ],
  ['the district of a caller', (r) => r.search.districtOf(['A/TAPAL'], ['A'])],
  ['what follows a written seat', (r) => r.search.seats([buildSeat('A/TAPAL')])],
  ['the calendars of offices', (r) => r.calendars.byIds(['state', 'other'])],
  ['a page of service levels', (r) => r.serviceLevels.list({ limit: 5, above: 'a' })],
  ['a page of calendars', (r) => r.calendars.list({ limit: 5, above: 'a' })],
  ['the line above a seat', (r) => r.seats.linesAbove(['A/TAPAL'], 3)],
]

beforeAll(async () => {
  room = await openRoom()
  const { dispatches, tapals, offices, seats } = room.repositories
  await dispatches.accept(buildDispatch({ idempotencyKey: 'K' }))
  await tapals.insert([
    buildTapal(),
    buildTapal({ dispatch: 'D2', parked: true, endpoint: 'E1' }),
    buildTapal({
      ...{ dispatch: 'D4', office: 'A', mechanism: 'pull', endpoint: 'pull-1' },
      ...{ state: 'handed-over', nextAttemptAt: null },
    }),
    buildDelivered({ dispatch: 'D3' }),
  ])
  await offices.save([buildOffice('A')])
  await seats.save([buildSeat('A/TAPAL')])
})
afterAll(() => room.close())

/** The commands of the server that a command of the driver stands for, each of which can be explained. */
function explainable({ name, command }: SentCommand): Record<string, unknown>[] {
  const {
    $db: _db,
    lsid: _lsid,
    $clusterTime: _time,
    txnNumber: _number,
    startTransaction: _start,
    autocommit: _auto,
    writeConcern: _concern,
    ...plain
  } = command
  if (name === 'update') {
    const { updates, ...rest } = plain as { updates: unknown[] }
    return updates.map((update) => ({ ...rest, updates: [update] }))
  }
  return ['find', 'aggregate', 'count', 'distinct', 'findAndModify', 'delete'].includes(name) ? [plain] : []
}

test.each(USES)('%s: by an index', async (_name, use) => {
  room.sent.length = 0
  await use(room.repositories)
  const commands = room.sent.flatMap(explainable)
  expect(commands.length).toBeGreaterThan(0)
  for (const command of commands) {
    const plan = JSON.stringify(
      await room.database.db!.command({ explain: command, verbosity: 'queryPlanner' }),
    )
    expect(plan).toMatch(
      /"stage":"(IXSCAN|IDHACK|EXPRESS_IXSCAN|COUNT_SCAN|DISTINCT_SCAN|SORT_MERGE)"|"IDHACK"/,
    )
    expect([plan.includes('"COLLSCAN"'), command]).toEqual([false, command])
  }
})

test('when dispatches are first due: one row of each is read, however many are owed', async () => {
  const owed = (dispatch: string, minute: number) =>
    buildTapal({
      dispatch,
      office: `F${minute}`,
      owes: true,
      dueAt: new Date(Date.UTC(2026, 10, 23, 0, minute)),
    })
  const tapals = Array.from({ length: 50 }, (_, i) => owed(i % 2 === 0 ? 'F-A' : 'F-B', 59 - i))
  await room.repositories.tapals.insert(tapals)
  room.sent.length = 0
  const due = await room.repositories.tapals.firstDue(['F-A', 'F-B', 'F-NONE'])
  expect([...due]).toEqual([
    ['F-A', new Date(Date.UTC(2026, 10, 23, 0, 11))],
    ['F-B', new Date(Date.UTC(2026, 10, 23, 0, 10))],
  ])
  const [command] = room.sent.flatMap(explainable)
  const plan = await room.database.db!.command({ explain: command!, verbosity: 'executionStats' })
  const [lookup] = (plan['stages'] as Record<string, unknown>[]).filter((stage) => '$lookup' in stage)
  expect(lookup).toMatchObject({ totalDocsExamined: 2, collectionScans: 0 })
})

test('every write is acknowledged by the majority and journaled, so that an answer survives a kill', async () => {
  room.sent.length = 0
  const { dispatches, tapals, offices, registers, sessions, audit, notices, endpoints } = room.repositories
  const tapal = buildTapal({ dispatch: 'D9' })
  await dispatches.accept(buildDispatch({ idempotencyKey: 'K9' }))
  await tapals.insert([tapal])
  await tapals.apply(tapal.id, acknowledge)
  await tapals.applyToAll([tapal.id], acknowledge)
  await tapals.applyEach([{ id: tapal.id, change: acknowledge }])
  await tapals.recall('D9', kcs, NOW)
  await tapals.park('push', NOW)
  await registers.allot('despatch', [{ subject: 'D9', office: 'A' }], NOW)
  await offices.save([buildOffice('B')])
  await sessions.endAllOf('nobody')
  await audit.add([
    { id: 'a', thing: 'tapal', subject: 's', what: 'x', from: null, to: null, actor: kcs, at: NOW },
  ])
  await notices.take('email', { now: NOW, until: SOON, message: 'm', limit: 5 })
  await endpoints.failed('nobody', ['x'], NOW)
  const writes = room.sent.filter(({ name }) =>
    ['insert', 'update', 'findAndModify', 'delete'].includes(name),
  )
  expect(new Set(writes.map(({ name }) => name))).toEqual(
    new Set(['insert', 'update', 'findAndModify', 'delete']),
  )
  for (const { name, command } of writes)
    expect([name, command['writeConcern']]).toEqual([
      name,
      expect.objectContaining({ w: 'majority', j: true }),
    ])
})

test('what is owed is counted in what the majority has, so that no letter is closed on what a failover takes back', async () => {
  room.sent.length = 0
  await room.repositories.tapals.owing('D1')
  expect(room.sent.map(({ command }) => command['readConcern'])).toEqual([
    expect.objectContaining({ level: 'majority' }),
  ])
})
