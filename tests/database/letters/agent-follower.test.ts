// The follower enters what concerns an agent in its feed: letters of its offices on both sides, and its endpoint.

import type { Repositories } from '../../../database'
import { DEFAULT_BACK_OFF } from '../../../domain/letters/delivery/back-off'
import { acknowledgeChange, movementChange } from '../../../domain/letters/tapal/acts'
import { CASES } from '../../../process/cases'
import { follow, newPoison } from '../../../services/operations/duty/follow'
import type { TemporalRuns } from '../../../temporal/runs'
import { buildSubscription } from '../../support/build-change'
import { buildDispatch } from '../../support/builders'
import { dutyDeps } from '../../support/duty-deps'
import { dyingAt } from '../../support/dying'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

const AT = new Date('2026-11-22T07:00:00Z')
const runs = undefined as unknown as TemporalRuns
const all = { limit: 1_000, parts: { of: 1, held: [0] }, except: [] }
const note = { what: 'x', actor: { kind: 'kcs' }, at: AT } as const

let room: Room
let count = 0
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

const turn = (repositories: Repositories = room.repositories) =>
  follow(dutyDeps({ repositories, runs }), CASES, AT, undefined, newPoison())
async function followAll(): Promise<void> {
  const { tapals, dispatches, endpoints } = room.repositories
  for (;;) {
    const left = await Promise.all([
      tapals.unfollowed(all),
      dispatches.unfollowed(all),
      endpoints.unfollowed(all),
    ])
    if (left.flat().length === 0) return
    await turn()
  }
}
const agent = async (id: string, offices: string[]) =>
  room.repositories.agents.add({ id, name: id, offices, endpoint: null, keys: [], createdAt: AT })
const feedOf = async (id: string) =>
  (await room.repositories.agentFeed.above(id, 0, 1_000)).map(({ number, kind, as }) => [number, kind, as])

/** Two offices of their own, an agent for each, and a letter from one to the other. */
async function letter(): Promise<{ from: string; to: string; tapal: string; dispatch: string }> {
  count += 1
  const [from, to] = [`FROM${count}`, `TO${count}`]
  await agent(`agent-${from}`, [from])
  await agent(`agent-${to}`, [to])
  const sender = { office: from, seat: `${from}/SO`, holder: 'PEN1' }
  const { dispatch } = await room.repositories.dispatches.accept(
    buildDispatch({ sender, acceptedAt: AT, subject: 'Private words' }),
  )
  const tapal = buildDelivered({
    dispatch: dispatch.id,
    office: to,
    sender: { office: from, seat: `${from}/SO` },
  })
  await room.repositories.tapals.insert([tapal])
  return { from, to, tapal: tapal.id, dispatch: dispatch.id }
}
const acknowledge = (tapal: string) =>
  room.repositories.tapals.apply(
    tapal,
    acknowledgeChange(
      { deliveredAt: AT },
      {
        ...{ actor: { kind: 'agent', agent: 'a' }, at: AT, cause: 'acknowledged-by-agent', key: 'k' },
        diary: { number: 'TO/7', date: AT },
      },
    ),
  )

test('both agents are told, each on its side; an agent of other offices is not', async () => {
  const { from, to, tapal } = await letter()
  await agent(`other-${count}`, ['ELSEWHERE'])
  await acknowledge(tapal)
  await followAll()
  expect(await feedOf(`agent-${to}`)).toEqual([
    [1, 'arrived', 'recipient'],
    [2, 'acknowledged', 'recipient'],
  ])
  const sent = await feedOf(`agent-${from}`)
  expect(sent.map(([number]) => number)).toEqual([1, 2, 3])
  expect(sent.map(([, kind, as]) => [kind, as])).toEqual(
    expect.arrayContaining([
      ['letter-accepted', 'sender'],
      ['arrived', 'sender'],
      ['acknowledged', 'sender'],
    ]),
  )
  expect(await feedOf(`other-${count}`)).toEqual([])
  const [, taken] = await room.repositories.agentFeed.above(`agent-${to}`, 0, 10)
  expect(taken).toMatchObject({ diary: { number: 'TO/7' }, tapal, office: to, sender: from })
})

test('nothing of the letter and nobody by name stands in a feed', async () => {
  const { tapal } = await letter()
  const desk = { from: 'Shri Nair', to: 'Smt Pillai', file: 'A1/12' }
  const act = { actor: { kind: 'seat', seat: 'X', holder: 'PEN77' }, at: AT, cause: 'marked' } as const
  await acknowledge(tapal)
  await room.repositories.tapals.apply(tapal, movementChange({ ...act, desk }))
  await followAll()
  const rows = await room.database.collection('agent-changes').find({ tapal }).toArray()
  expect(rows.some(({ kind }) => kind === 'moved')).toBe(true)
  expect(JSON.stringify(rows)).not.toMatch(/Private|Nair|Pillai|PEN77|A1\/12/)
})

test('the pause and the opening of an endpoint are told to its agent, once each', async () => {
  await agent('agent-endpoint', [])
  const { endpoints } = room.repositories
  await endpoints.save({
    ...{ id: 'E', mechanism: 'push', agent: 'agent-endpoint', address: '', concurrency: 4 },
    backOff: DEFAULT_BACK_OFF,
  })
  expect(await endpoints.trip('E', 'http-500', AT)).toBe(true)
  await endpoints.pauseByOperator('E', 'endpoint', { reason: 'r', by: 'o', note })
  await followAll()
  expect(await endpoints.open('E', undefined, AT)).toBe(true)
  expect(await endpoints.open('E', undefined, AT)).toBe(false)
  await followAll()
  await turn()
  expect(await feedOf('agent-endpoint')).toEqual([
    [1, 'endpoint-paused', 'own'],
    [2, 'endpoint-open', 'own'],
  ])
})

test.each([
  ['notices', 'add', 'after'],
  ['agentFeed', 'add', 'before'],
  ['agentFeed', 'add', 'after'],
  ['subscriptions', 'wake', 'before'],
  ['subscriptions', 'wake', 'after'],
  ['tapals', 'markFollowed', 'before'],
  ['tapals', 'markFollowed', 'after'],
] as const)(
  'killed at %s.%s (%s): nothing is left out, nothing is told twice',
  async (repository, method, when) => {
    const { to, tapal } = await letter()
    await room.repositories.subscriptions.add(
      buildSubscription({ id: `webhook-${to}`, agent: `agent-${to}` }),
      note,
    )
    // It has nothing to do and sleeps.
    await room.database
      .collection<{ _id: string }>('subscriptions')
      .updateOne({ _id: `webhook-${to}` }, { $set: { nextAttemptAt: null } })
    await acknowledge(tapal)
    await expect(turn(dyingAt(room.repositories, repository, method, when))).rejects.toThrow('killed')
    await followAll()
    expect(await feedOf(`agent-${to}`)).toEqual([
      [1, 'arrived', 'recipient'],
      [2, 'acknowledged', 'recipient'],
    ])
    const [subscription] = await room.repositories.subscriptions.ofAgent(`agent-${to}`)
    expect(subscription).toMatchObject({ upTo: 2, nextAttemptAt: expect.any(Date) as Date })
  },
)

test('ten followers at once, and a row that is followed again from its beginning: the same numbers', async () => {
  await agent('agent-many', ['MANY'])
  const tapals = Array.from({ length: 60 }, (_, i) => buildTapal({ office: 'MANY', dispatch: `MANY-${i}` }))
  await room.repositories.tapals.insert(tapals)
  await Promise.allSettled(Array.from({ length: 10 }, () => turn()))
  await followAll()
  const before = await feedOf('agent-many')
  expect(before.map(([number]) => number)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  await room.repositories.tapals.followAgain(tapals.map(({ id }) => id))
  await followAll()
  expect(await feedOf('agent-many')).toEqual(before)
})

test('a row that is followed again after its numbers have gone is not told as something new', async () => {
  await agent('agent-old', ['OLD'])
  const long = new Date(AT.getTime() - 91 * 24 * 3_600_000)
  const { events } = buildTapal()
  const tapal = buildTapal({ office: 'OLD', events: events.map((event) => ({ ...event, at: long })) })
  await room.repositories.tapals.insert([tapal])
  await followAll()
  expect(await feedOf('agent-old')).toEqual([])
})
