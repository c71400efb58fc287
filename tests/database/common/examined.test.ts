// How many documents a question makes the server read, on a collection that is large where it hurts.

import { ulid } from 'ulid'
import type { Repositories } from '../../../database'
import { RISE_PLACES } from '../../../domain/letters/tapal/risen'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { buildDispatch } from '../../support/builders'
import { documentsExamined } from '../examined'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

const NOW = new Date('2026-11-22T06:00:00Z')
const MANY = 10_000
const SEAT = 'BIG/TAPAL'
const at = { now: NOW, endOfDay: new Date('2026-11-22T18:30:00Z') }
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000)
const claim = { claimId: 'c', now: NOW, until: hours(1), limit: 20 }
const ASKED = { tries: 1, unseen: false }
const lane = { dispatch: 'LANE', mechanism: 'push', shard: 0 } as const
const someParts = { limit: 100, parts: { of: 8, held: [1, 5] }, except: ['x'] }
const first = { limit: 10, after: null }
const ten = { limit: 10 }
const tried = { offices: ['TRY'], ids: {}, tester: 'own' }

let room: Room
/** A tapal in the middle of the long life. */
let middle: string
/** One in the middle of what rose to the seat. */
let middleRisen: string
beforeAll(async () => {
  room = await openRoom()
  await fill()
}, 120_000)
afterAll(() => room.close())

/** A seat with a long life, an endpoint with much that is parked, a lane in others' hands, and open letters by the thousand. */
async function fill(): Promise<void> {
  const { tapals, dispatches, endpoints } = room.repositories
  await endpoints.save({
    id: 'busy',
    mechanism: 'push',
    agent: null,
    address: '',
    backOff: { initialMs: 1_000, factor: 2, maxMs: 60_000, maxAttempts: 0 },
    concurrency: 8,
  })
  const inSeat = (facts: Partial<Tapal>, count: number): Tapal[] =>
    Array.from({ length: count }, () =>
      buildDelivered({ dispatch: ulid(), office: 'BIG', seat: SEAT, ...facts }),
    )
  /** Has risen to the seat, which stands in one of five places among those above. */
  const risen = (row: Tapal, n: number): Tapal => {
    const level = (n % RISE_PLACES.length) + 1
    const below = Array.from({ length: level - 1 }, (_, i) => `SUB/ABOVE${i}`)
    const rises = RISE_PLACES.slice(0, level).map((place, i) => [place, hours(-9_000 + 3 * n + i)] as const)
    return { ...row, level, escalatedTo: [...below, SEAT], roseAt: Object.fromEntries(rises) }
  }
  const under = { office: 'SUB', seat: 'SUB/TAPAL' }
  const lives = [
    ...inSeat({ state: 'closed', owes: false, dueAt: null }, MANY).map((row, n) => ({
      ...row,
      deliveredAt: new Date(hours(-9_000).getTime() + Math.floor(n / 3) * 60_000),
    })),
    ...inSeat({ state: 'delivered', owes: true, dueAt: hours(2) }, 3),
    ...inSeat({ state: 'delivered', owes: true, dueAt: hours(-2) }, 2),
    ...inSeat({ state: 'delivered', owes: true, dueAt: hours(48) }, 5),
    ...inSeat({ ...under, dueAt: hours(48) }, 4).map(risen),
    ...inSeat({ ...under, state: 'closed', owes: false }, 3_000).map(risen),
  ]
  middle = lives[MANY / 2]!.id
  middleRisen = lives.at(-1_500)!.id
  const parked = Array.from({ length: MANY / 2 }, (_, n) =>
    buildTapal({ dispatch: ulid(), office: `P${n}`, endpoint: 'busy', parked: true, nextAttemptAt: NOW }),
  )
  const held = Array.from({ length: MANY / 2 }, (_, n) =>
    buildTapal({
      dispatch: 'LANE',
      office: `L${n}`,
      nextAttemptAt: NOW,
      claim: n < 30 ? { id: 'other', until: hours(1) } : null,
    }),
  )
  const rows = [...lives, ...parked, ...held]
  for (let n = 0; n < rows.length; n += 1_000) await tapals.insert(rows.slice(n, n + 1_000))
  await room.database.collection('tapals').updateMany({}, { $set: { followed: true } })
  await room.database.collection('tapals').updateMany({ dispatch: 'LANE' }, { $set: { followed: false } })
  await room.database.collection('tapals').updateMany({ parked: true }, { $set: { trouble: 'http-500' } })
  await room.database.collection('tapals').updateMany(
    { endpoint: 'busy' },
    {
      $set: {
        ...{ owes: true, dueAt: hours(-3), withdrawOwed: true },
        withdrawal: { ...ASKED, at: hours(48) },
      },
    },
  )
  await addNotices(MANY / 10)
  await addEntries(MANY / 10)
  await addTests(MANY / 10)
  for (let n = 0; n < 2_000; n += 50)
    await Promise.all(
      Array.from({ length: 50 }, () =>
        dispatches.accept(buildDispatch({ state: 'in-progress', started: true, acceptedAt: hours(-9) })),
      ),
    )
  const letters = await dispatches.unfollowed({ ...someParts, parts: { of: 1, held: [0] }, limit: 1_500 })
  await dispatches.markFollowed(letters)
}

/** Test letters of one seat to one office: every tenth is of one agent, the newest are of others. */
async function addTests(count: number): Promise<void> {
  const { dispatches, tapals } = room.repositories.sandbox
  const letters = Array.from({ length: count }, (_, n) => {
    const test = { agent: n % 10 === 0 ? 'own' : 'other', behaviour: 'acknowledge' as const }
    return buildDispatch({
      id: `test-${ulid()}`,
      test,
      sender: { office: 'TRY', seat: 'TRY/SO', holder: null },
    })
  })
  for (let n = 0; n < count; n += 50)
    await Promise.all(letters.slice(n, n + 50).map((letter) => dispatches.accept(letter)))
  await tapals.insert(
    letters.map(({ id, test }) => ({
      ...buildTapal({ dispatch: id, office: 'TRY' }),
      id: `test-${ulid()}`,
      test: test!,
    })),
  )
}

/** Mails to one address. */
function addNotices(count: number): Promise<void> {
  return room.repositories.notices.add(
    Array.from({ length: count }, (_, n) => ({
      id: `notice-${n}`,
      kind: 'overdue' as const,
      channel: 'email' as const,
      seat: SEAT,
      role: null,
      address: 'tapal@example.in',
      tapal: null,
      dispatch: null,
      endpoint: null,
      level: 0,
      atOnce: false,
      at: NOW,
    })),
  )
}

/** Entries of the audit log that have no place in its chain. */
function addEntries(count: number): Promise<void> {
  return room.repositories.audit.add(
    Array.from({ length: count }, (_, n) => ({
      id: `office:BIG:${n}`,
      thing: 'office' as const,
      subject: 'BIG',
      what: 'office-changed',
      from: null,
      to: null,
      actor: { kind: 'kcs' as const },
      at: NOW,
    })),
  )
}

/** What is asked, and how many documents may be read for it. */
const QUESTIONS: readonly [string, number, (r: Repositories) => Promise<unknown>][] = [
  ['the first page of an inbox', 21, (r) => r.tapals.inbox(SEAT, 'all', at, { limit: 20 })],
  ['a page of it that is far down', 22, (r) => r.tapals.inbox(SEAT, 'all', at, { limit: 20, below: middle })],
  [
    'a page behind what rose long ago',
    22,
    (r) => r.tapals.inbox(SEAT, 'all', at, { limit: 20, below: middleRisen }),
  ],
  ['what is unread in it', 14, (r) => r.tapals.inbox(SEAT, 'unread', at, { limit: 20 })],
  ['what is due today', 3, (r) => r.tapals.inbox(SEAT, 'due-today', at, { limit: 20 })],
  ['what is overdue', 6, (r) => r.tapals.inbox(SEAT, 'overdue', at, { limit: 20 })],
  ['what rose to the seat', 4, (r) => r.tapals.inbox(SEAT, 'escalated', at, { limit: 20 })],
  ['what was taken', 21, (r) => r.tapals.inbox(SEAT, 'taken', at, { limit: 20 })],
  ['the numbers beside the views', 0, (r) => r.tapals.inboxCounts(SEAT, at)],
  ['what lies in a seat that is handed over', 60, (r) => r.tapals.lyingIn(SEAT, NOW, 100)],
  ['the endpoints with parked letters', 0, (r) => r.tapals.endpointsWithParked()],
  ['a batch of parked letters', 20, (r) => r.tapals.claim({ endpoint: 'busy', parked: true }, claim)],
  ['a batch behind what others have in hand', 90, (r) => r.tapals.claim(lane, { ...claim, claimId: 'd' })],
  ['what was recalled and not told', 0, (r) => r.dispatches.recalledAndOpen(NOW, first)],
  ['the outbox', 0, (r) => r.dispatches.notStarted(NOW, first)],
  ['letters that were not resolved', 10, (r) => r.dispatches.stalled(NOW, first)],
  ['a step through the open letters', 10, (r) => r.dispatches.inProgress('', 10)],
  ['a batch of a part of what is not followed', 100, (r) => r.tapals.unfollowed(someParts)],
  ['a batch of a part of the letters not followed', 100, (r) => r.dispatches.unfollowed(someParts)],
  ['how many letters are not followed', 0, (r) => r.dispatches.unfollowedCount(100_000)],
  ['withdrawals nobody asked for', 0, (r) => r.tapals.withdrawalsNeglected(NOW, 10)],
  // What is counted for monitoring: off the keys, or as many rows as the count goes up to.
  ['the oldest of the outbox', 0, (r) => r.dispatches.outboxSince()],
  ['the figures of the desk', 0, (r) => r.tapals.deskFigures(100_000)],
  ['the figures of withdrawals', 11, (r) => r.tapals.withdrawalFigures(10)],
  ['the figures of clocks', 11, (r) => r.tapals.clockFigures(hours(-1), 10)],
  ['how many tapals are not followed', 0, (r) => r.tapals.unfollowedCount(100_000)],
  ['the notices that wait', 0, (r) => r.notices.waiting('email', 100_000)],
  ['what is not chained of the audit log', 11, (r) => r.audit.lag(10)],
  ['which letters are settled', 3, (r) => r.tapals.settled(['LANE', 'NONE'])],
  // A seat and an office that many agents try: what is of others is not read.
  [
    'a page of test letters that a seat sent',
    11,
    (r) => r.sandbox.dispatches.sentBy(['TRY/SO'], null, ten, 'own'),
  ],
  ['a page of test letters that an office was sent', 11, (r) => r.sandbox.tapals.deliveries(tried, ten)],
]

it.each(QUESTIONS)('%s: at most %d documents', async (_what, most, ask) => {
  expect(await documentsExamined(room, ask)).toBeLessThanOrEqual(most)
})
