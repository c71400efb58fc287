import { newStateCalendar } from '../../../domain/common/clock/calendar'
import { newGeneralLevel } from '../../../domain/letters/service-level/general'
import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import type { Repositories } from '../../../database'
import { NEW_COLLECTION } from '../../../domain/letters/collect/collection'
import { buildChange as changeOf, buildSubscription } from '../../support/build-change'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { buildTapal, openRoom, type Room } from '../room'
import { touchedBy } from '../touched'

const NOW = new Date('2026-11-22T06:00:00Z')
const note = { what: 'x', actor: { kind: 'kcs' }, at: NOW } as const
const page = { limit: 5 }
const AT_DAY = { now: NOW, endOfDay: NOW }
const ALL_PARTS = { of: 1, held: [0] }
const LEASE = { id: 'l', now: NOW, until: NOW, limit: 5 }

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/**
 * The collection of each repository. Beside it a change enters its audit entry, takes a turn, and keeps the search
 * table in step; these go through the one writer of each.
 */
const OWN = {
  accounts: 'accounts',
  agents: 'agents',
  agentFeed: 'agent-changes',
  audit: 'audit',
  auditRoots: 'audit-roots',
  calendars: 'calendars',
  charges: 'charges',
  collects: 'collects',
  despatchLists: 'postings',
  dispatches: 'dispatches',
  documents: 'documents',
  employees: 'employees',
  endpoints: 'endpoints',
  feed: 'events',
  glasses: 'glasses',
  groups: 'groups',
  handovers: 'handovers',
  leases: 'leases',
  jobs: 'jobs',
  ledgerActs: 'ledger-acts',
  marks: 'marks',
  notices: 'notices',
  offices: 'offices',
  registers: 'registers',
  routingRules: 'routing_rules',
  sanctionedPosts: 'sanctioned-posts',
  search: 'directory',
  seats: 'seats',
  serviceLevels: 'service_levels',
  sessions: 'sessions',
  signInCodes: 'signInCodes',
  subscriptions: 'subscriptions',
  tallies: 'tallies',
  tapals: 'tapals',
} as const
type Name = keyof typeof OWN
const SHARED = ['audit', 'turns', 'directory']
/** The search table is drawn from offices and seats, and is kept by whoever writes these; a feed has its counter beside it. */
const DRAWN_FROM: Partial<Record<Name, string[]>> = {
  search: ['offices', 'seats'],
  // The counter of each feed.
  agentFeed: ['agent-change-counters'],
  offices: ['seats'],
  seats: ['offices'],
}

const USES: readonly [Name, string, (r: Repositories) => Promise<unknown>][] = [
  ['accounts', 'byLogin', (r) => r.accounts.byLogin('a')],
  ['accounts', 'rolesOf', (r) => r.accounts.rolesOf('a')],
  ['agents', 'list', (r) => r.agents.list()],
  ['agents', 'revokeKey', (r) => r.agents.revokeKey('a', 'k', NOW)],
  ['agents', 'revokeBesideAnother', (r) => r.agents.revokeBesideAnother('a', 'k', NOW, note)],
  ['agents', 'serving', (r) => r.agents.serving(['A'])],
  ['agentFeed', 'add', (r) => r.agentFeed.add([{ agent: 'a', as: 'sender', change: changeOf('T:1') }], NOW)],
  ['agentFeed', 'above', (r) => r.agentFeed.above('a', 0, 5)],
  ['audit', 'of', (r) => r.audit.of('a')],
  ['audit', 'lag', (r) => r.audit.lag(5)],
  ['auditRoots', 'newest', (r) => r.auditRoots.newest()],
  ['calendars', 'add', (r) => r.calendars.add({ ...newStateCalendar(), id: 'own' }, note)],
  ['calendars', 'list', (r) => r.calendars.list(page)],
  ['charges', 'save', (r) => r.charges.save([newCharge({ id: 'c', seat: 's', employee: 'e', from: NOW })])],
  ['charges', 'heldBy', (r) => r.charges.heldBy('e', NOW)],
  ['charges', 'heldByAny', (r) => r.charges.heldByAny(['e'], NOW)],
  ['charges', 'holdersOf', (r) => r.charges.holdersOf(['s'], NOW)],
  ['charges', 'since', (r) => r.charges.since(['s'], NOW)],
  ['collects', 'of', (r) => r.collects.of('x')],
  ['collects', 'save', (r) => r.collects.save('x', { ...NEW_COLLECTION })],
  ['collects', 'summaries', (r) => r.collects.summaries(['x'])],
  ['despatchLists', 'enlist', (r) => r.despatchLists.enlist([{ tapalId: 't', senderOffice: 'A' }], NOW)],
  ['despatchLists', 'list', (r) => r.despatchLists.list('A', '2026-11-22')],
  ['dispatches', 'accept', (r) => r.dispatches.accept(buildDispatch())],
  ['dispatches', 'underWay', (r) => r.dispatches.underWay('s', 5)],
  ['dispatches', 'sentBy', (r) => r.dispatches.sentBy(['s'], null, page)],
  ['documents', 'byHashes', (r) => r.documents.byHashes(['ab'])],
  ['documents', 'beginScan', (r) => r.documents.beginScan('ab', { by: 'p', now: NOW, until: NOW })],
  ['employees', 'save', (r) => r.employees.save([newEmployee({ pen: 'e', name: 'E' })])],
  ['employees', 'byPens', (r) => r.employees.byPens(['e'])],
  ['endpoints', 'byIds', (r) => r.endpoints.byIds(['x'])],
  ['endpoints', 'failed', (r) => r.endpoints.failed('x', ['y'], NOW)],
  [
    'feed',
    'add',
    (r) =>
      r.feed.add([
        {
          id: 'T:1',
          case: 'dispatch',
          subject: 'D',
          tapal: 'T',
          dispatch: 'D',
          state: 'routed' as const,
          sequence: 1,
          seats: [],
          at: NOW,
        },
      ]),
  ],
  ['groups', 'list', (r) => r.groups.list(null, page)],
  ['glasses', 'openUntil', (r) => r.glasses.openUntil('a', 't', NOW)],
  ['handovers', 'list', (r) => r.handovers.list({ seat: 's' }, page)],
  ['leases', 'beat', (r) => r.leases.beat('w', 1000)],
  ['leases', 'take', (r) => r.leases.take('w', ['follow/0'], 1000)],
  ['jobs', 'take', (r) => r.jobs.take(NOW, NOW)],
  ['jobs', 'stop', (r) => r.jobs.stop('j', 'r', note)],
  ['ledgerActs', 'take', (r) => r.ledgerActs.take(NOW, NOW)],
  ['ledgerActs', 'ofDispatch', (r) => r.ledgerActs.ofDispatch('D1', page)],
  ['marks', 'set', (r) => r.marks.set('m', 'v')],
  ['notices', 'newest', (r) => r.notices.newest(['s'], { operator: true, kinds: ['overdue'], limit: 5 })],
  ['offices', 'save', (r) => r.offices.save([buildOffice('OWN')])],
  ['offices', 'edit', (r) => r.offices.edit('OWN', null, (one) => ({ ...one, name: 'Another' }), note)],
  ['offices', 'inSet', (r) => r.offices.inSet({ codes: ['OWN'], seats: [] }, NOW, 5).next()],
  ['offices', 'placed', (r) => r.offices.placed('OWN')],
  ['registers', 'allot', (r) => r.registers.allot('inward', [{ subject: 't', office: 'A' }], NOW)],
  ['serviceLevels', 'add', (r) => r.serviceLevels.add({ ...newGeneralLevel(), id: 'own', version: 1 }, note)],
  ['serviceLevels', 'heldAt', (r) => r.serviceLevels.heldAt(NOW)],
  ['serviceLevels', 'list', (r) => r.serviceLevels.list(page)],
  ['routingRules', 'heldAt', (r) => r.routingRules.heldAt(NOW)],
  ['sanctionedPosts', 'ofOffice', (r) => r.sanctionedPosts.ofOffice('A')],
  ['search', 'search', (r) => r.search.search('office', { district: '', limit: 5, now: NOW })],
  ['search', 'seats', (r) => r.search.seats([buildSeat('OWN/X')])],
  ['seats', 'save', (r) => r.seats.save([buildSeat('OWN/SO')])],
  ['seats', 'inLine', (r) => r.seats.inLine(['OWN/SO'])],
  ['seats', 'livingInLine', (r) => r.seats.livingInLine('OWN', NOW)],
  ['seats', 'dutySeatsInLine', (r) => r.seats.dutySeatsInLine('OWN', NOW)],
  ['seats', 'next', (r) => r.seats.next({ above: ['OWN/SO'], links: ['OWN/SO'] }, NOW)],
  ['seats', 'linesAbove', (r) => r.seats.linesAbove(['OWN/SO'], 3)],
  ['sessions', 'endAllOf', (r) => r.sessions.endAllOf('a')],
  ['signInCodes', 'toTry', (r) => r.signInCodes.toTry('e', NOW)],
  ['subscriptions', 'add', (r) => r.subscriptions.add(buildSubscription(), note)],
  ['subscriptions', 'remove', (r) => r.subscriptions.remove('agent-1', 'webhook-1', { ...note, what: 'y' })],
  ['subscriptions', 'wake', (r) => r.subscriptions.wake(new Map([['agent-1', 3]]), NOW)],
  ['endpoints', 'unfollowed', (r) => r.endpoints.unfollowed({ limit: 5, parts: ALL_PARTS, except: [] })],
  ['endpoints', 'callGone', (r) => r.endpoints.callGone('x', { reason: 'r', by: 'o', note })],
  ['tallies', 'take', (r) => r.tallies.take('D1', NOW, NOW, NOW)],
  [
    'tallies',
    'begin',
    (r) => r.tallies.begin('D1', { all: { counts: {}, owing: 0 }, districts: [], departments: [] }, NOW),
  ],
  ['tapals', 'ledger', (r) => r.tapals.ledger('D1', {}, page)],
  ['tapals', 'giveOut', (r) => r.tapals.giveOut({ endpoint: 'x', offices: [] }, LEASE)],
  ['tapals', 'deskCounts', (r) => r.tapals.deskCounts()],
  ['tapals', 'insert', (r) => r.tapals.insert([buildTapal()])],
  ['tapals', 'lyingIn', (r) => r.tapals.lyingIn('s', NOW, 5)],
  ['tapals', 'firstDue', (r) => r.tapals.firstDue(['D1'])],
  ['tapals', 'owing', (r) => r.tapals.owing('D1')],
  ['tapals', 'lettersHeld', (r) => r.tapals.lettersHeld('a', { offices: ['a'], seats: ['a'] })],
]

test('every repository is in the table, with a use of it', () => {
  const names = Object.keys(room.repositories).filter(
    (name) => !['transaction', 'imports', 'sandbox'].includes(name),
  )
  expect(names.sort()).toEqual(Object.keys(OWN).sort())
  expect([...new Set(USES.map(([name]) => name))].sort()).toEqual(names)
})

test.each(USES)('%s.%s touches its own collection only', async (name, _method, use) => {
  room.sent.length = 0
  await use(room.repositories)
  const allowed = new Set([OWN[name], ...SHARED, ...(DRAWN_FROM[name] ?? [])])
  const touched = touchedBy(room.sent)
  expect(touched.size).toBeGreaterThan(0)
  expect([...touched].filter((collection) => !allowed.has(collection))).toEqual([])
})

test.each([
  ['dispatches', (r: Repositories) => r.sandbox.dispatches.accept(buildDispatch()), 'test-dispatches'],
  ['tapals', (r: Repositories) => r.sandbox.tapals.insert([buildTapal()]), 'test-tapals'],
  ['inbox', (r: Repositories) => r.sandbox.tapals.inbox('s', 'all', AT_DAY, page), 'test-tapals'],
  ['settled', (r: Repositories) => r.sandbox.tapals.settled(['D']), 'test-tapals'],
  [
    'numbers',
    (r: Repositories) => r.sandbox.registers.enter('despatch', { subject: 't', office: 'A' }, NOW),
    'test-registers',
  ],
] as const)('%s of the sandbox touch the record of test letters only', async (_what, use, own) => {
  room.sent.length = 0
  await use(room.repositories)
  expect([...touchedBy(room.sent)]).toEqual([own])
})

test('a foreign collection is noticed, also in a pipeline', () => {
  const pipeline = [{ $lookup: { from: 'seats', pipeline: [{ $unionWith: { coll: 'charges' } }] } }]
  const sent = [{ name: 'aggregate', command: { aggregate: 'offices', pipeline } }]
  expect([...touchedBy(sent)].sort()).toEqual(['charges', 'offices', 'seats'])
})
