import { ulid } from 'ulid'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { OUTGOING_CHANNELS } from '../../../domain/letters/notice/channels'
import { readFigures } from '../../../services/operations/figure/read'
import { buildDispatch } from '../../support/builders'
import { buildTapal, openRoom, type Room } from '../../database/room'

const NOW = new Date('2026-11-22T06:00:00Z')
const idOf = (seconds: number): string => ulid(ago(seconds).getTime())
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000)

let room: Room
beforeAll(async () => {
  room = await openRoom()
  await room.database.collection('audit').deleteMany({})
})
afterAll(() => room.close())

const figures = () => readFigures(room, NOW)
const none = { count: 0, seconds: 0 }
const noNotices = Object.fromEntries(OUTGOING_CHANNELS.map((channel) => [channel, none]))

test('where nothing waits all figures are 0', async () => {
  expect(await figures()).toEqual({
    outbox: none,
    desk: { failed: none, parked: none, waiting: none, 'in-doubt': none },
    withdrawals: none,
    clocks: none,
    unfollowed: { tapals: 0, dispatches: 0 },
    notices: noNotices,
    unchained: none,
    failing: none,
    deadWebhooks: none,
    missedVisitors: none,
  })
})

test('each figure is how many wait, and for how many seconds the first', async () => {
  const { dispatches, tapals, notices, audit, subscriptions, endpoints } = room.repositories
  await dispatches.accept(buildDispatch({ acceptedAt: ago(30), started: false }))
  await dispatches.accept(buildDispatch({ acceptedAt: ago(20), started: false }))
  const soon = new Date(NOW.getTime() + 60_000)
  const open = { dueAt: soon, owes: true }
  await tapals.insert([
    buildTapal({ ...open, id: idOf(400), office: 'P2', parked: true, createdAt: ago(400) }),
    buildTapal({ ...open, id: idOf(500), office: 'P1', parked: true, createdAt: ago(500) }),
    buildTapal({ ...open, office: 'D', state: 'handed-over', createdAt: ago(300) }),
    buildTapal({ ...open, office: 'W', createdAt: ago(200) }),
    buildTapal({ ...open, office: 'F', state: 'failed', createdAt: ago(100) }),
    // Half a minute late is not yet late: its run may be about to look.
    buildTapal({ office: 'L1', owes: true, dueAt: ago(30) }),
    buildTapal({ office: 'L2', owes: true, dueAt: ago(700) }),
    buildTapal({
      ...{ office: 'R', state: 'recalled', owes: false, dueAt: null, withdrawOwed: true },
      withdrawal: { at: ago(90), tries: 1, unseen: false },
    }),
  ])
  await room.database
    .collection('tapals')
    .updateMany({ office: { $in: ['P1', 'P2', 'D', 'W'] } }, { $set: { trouble: 'http-500' } })
  await room.database.collection('tapals').updateMany({ office: 'W' }, { $set: { followed: true } })
  await notices.add([
    {
      ...{ id: 'n', kind: 'overdue', channel: 'email', seat: 'A/TAPAL', role: null, address: 'a@example.in' },
      ...{ tapal: null, dispatch: null, endpoint: null, level: 0, atOnce: false, at: ago(5 * 3_600) },
    },
  ])
  const due = (await notices.waiting('email', 5)).due!
  await audit.add([
    {
      ...{ id: 'office:A:1', thing: 'office', subject: 'A', what: 'office-changed', from: null, to: null },
      ...{ actor: { kind: 'kcs' }, at: ago(40) },
    },
  ])
  const failing = { case: 'dispatch', subject: 'x', cause: 'NonDeterministicError', since: ago(50) }
  await room.repositories.marks.set('failing-runs', JSON.stringify([failing]))
  const hook = { agent: 'gone', url: 'https://agent.example/', kinds: [], sealedSecret: 'x', cursor: 0 }
  const note = { what: 'webhook-made', actor: { kind: 'agent', agent: 'gone' }, at: ago(90) } as const
  await subscriptions.add({ id: 'hook', ...hook, createdAt: ago(90) }, note)
  const webhooks = room.database.collection<{ _id: string }>('subscriptions')
  await webhooks.updateOne({ _id: 'hook' }, { $set: { state: 'dead', diedAt: ago(60), nextAttemptAt: null } })
  const lay = {
    mechanism: 'pull',
    state: 'handed-over',
    nextAttemptAt: null,
    createdAt: ago(5 * 3_600),
  } as const
  for (const id of ['away', 'there', 'idle']) {
    await endpoints.save({
      id,
      agent: id,
      mechanism: 'pull',
      address: '',
      backOff: DEFAULT_BACK_OFF,
      concurrency: 1,
    })
    await endpoints.noteFetched(id, id === 'there' ? ago(60) : ago(5 * 3_600))
    if (id !== 'idle') await tapals.insert([buildTapal({ ...lay, office: id, endpoint: id })])
  }
  expect(await figures()).toEqual({
    outbox: { count: 2, seconds: 30 },
    desk: {
      failed: { count: 1, seconds: 100 },
      parked: { count: 2, seconds: 500 },
      waiting: { count: 1, seconds: 200 },
      'in-doubt': { count: 1, seconds: 300 },
    },
    withdrawals: { count: 1, seconds: 90 },
    clocks: { count: 1, seconds: 700 },
    unfollowed: { tapals: 9, dispatches: 2 },
    notices: { ...noNotices, email: { count: 1, seconds: (NOW.getTime() - due.getTime()) / 1_000 } },
    unchained: { count: 2, seconds: 90 },
    failing: { count: 1, seconds: 50 },
    deadWebhooks: { count: 1, seconds: 60 },
    missedVisitors: { count: 1, seconds: 5 * 3_600 },
  })
  expect(due.getTime()).toBeLessThan(NOW.getTime())
})

test('however many wait, the number of reads is the same: two for each channel, and 22 for all else', async () => {
  room.sent.length = 0
  await figures()
  expect(room.sent).toHaveLength(22 + 2 * OUTGOING_CHANNELS.length)
})
