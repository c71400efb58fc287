import type { Repositories } from '../../../database'
import { acknowledgeChange, movementChange } from '../../../domain/letters/tapal/acts'
import { CASES } from '../../../process/cases'
import { follow } from '../../../services/operations/duty/follow'
import type { TemporalRuns } from '../../../temporal/runs'
import { dutyDeps } from '../../support/duty-deps'
import { buildSeat } from '../../support/builders'
import { buildDelivered, openRoom, type Room } from '../room'

let room: Room
const NOW = new Date('2026-11-22T07:00:00Z')
const actor = { kind: 'agent', agent: 'A' } as const
let dispatches = 0

beforeAll(async () => {
  room = await openRoom()
  await room.repositories.seats.save([
    buildSeat('SENDER/SO', { email: 'so@sender.invalid' }),
    buildSeat('DC1/TAPAL', { email: 'tapal@dc1.invalid' }),
    buildSeat('DC1/COLLECTOR', { email: '' }),
  ])
})
afterAll(() => room.close())

/** A tapal with a history: delivered, escalated, marked, acknowledged. */
async function tapalWithHistory(): Promise<string> {
  const { tapals } = room.repositories
  const tapal = buildDelivered({ dispatch: `D${(dispatches += 1)}` })
  await tapals.insert([tapal])
  await tapals.apply(tapal.id, {
    event: {
      kind: 'escalation',
      cause: 'acknowledgement-overdue',
      actor: { kind: 'kcs' },
      at: NOW,
      escalation: { level: 1, seat: 'DC1/COLLECTOR' },
    },
    set: { level: 1, escalatedTo: ['DC1/COLLECTOR'] },
  })
  await tapals.apply(
    tapal.id,
    movementChange({ actor, at: NOW, cause: 'marked', key: 'm1', desk: { to: 'SO' } }),
  )
  return tapal.id
}

const acknowledge = (id: string) =>
  room.repositories.tapals.apply(
    id,
    acknowledgeChange(
      { deliveredAt: NOW },
      { actor, at: NOW, diary: { number: '7', date: NOW }, cause: 'acknowledged-by-agent' },
    ),
  )

/** The follower tells no runs. */
const followTurn = (repositories: Room['repositories']) => () =>
  follow(dutyDeps({ repositories, runs: undefined as unknown as TemporalRuns }), CASES, new Date())

async function followAll(repositories = room.repositories): Promise<void> {
  const turn = followTurn(repositories)
  while ((await repositories.tapals.unfollowed(1)).length > 0) await turn()
}
const audited = async (id: string) =>
  (await room.repositories.audit.of(id)).map(({ id: entry, from, to }) => [entry.split(':')[1], from, to])
const told = (id: string) =>
  room.database.collection<{ _id: string }>('notices').countDocuments({ tapal: id })

test('every change of state is entered in the audit log once, however often the turn is run', async () => {
  const id = await tapalWithHistory()
  await followAll()
  await followTurn(room.repositories)()
  await acknowledge(id)
  await followAll()
  await followAll()
  expect(await audited(id)).toEqual([
    ['1', 'routed', 'routed'],
    ['4', 'delivered', 'acknowledged'],
  ])
})

test('the feed has the tapal as it is now, for everyone who may hear of it', async () => {
  const id = await tapalWithHistory()
  await followAll()
  const feed = await room.database
    .collection<{ _id: string; seats: string[] }>('events')
    .find({ tapal: id } as never)
    .toArray()
  expect(feed.map(({ _id }) => _id)).toEqual([`${id}:3`])
  expect(feed[0]!.seats.sort()).toEqual(['DC1/COLLECTOR', 'DC1/TAPAL', 'SENDER/SO'])
})

test('an escalation is told once to the seat, the seat above and the sender, by mail where there is an address', async () => {
  const id = await tapalWithHistory()
  await followAll()
  await followAll()
  const notices = await room.database
    .collection('notices')
    .find({ tapal: id } as never)
    .toArray()
  expect(notices.map(({ seat, channel }) => `${seat} by ${channel}`).sort()).toEqual([
    'DC1/COLLECTOR by portal',
    'DC1/TAPAL by email',
    'DC1/TAPAL by portal',
    'SENDER/SO by email',
    'SENDER/SO by portal',
  ])
})

/** The steps of a turn, at each of which the process may die. */
const STEPS = [
  ['audit', 'add'],
  ['feed', 'add'],
  ['seats', 'byIds'],
  ['notices', 'add'],
  ['tapals', 'markFollowed'],
] as const

test.each(STEPS.flatMap((step) => [[...step, 'before'] as const, [...step, 'after'] as const]))(
  'killed at %s.%s, %s it is done, the next turn enters everything, and nothing twice',
  async (repository, method, when) => {
    const id = await tapalWithHistory()
    await acknowledge(id)
    const own = room.repositories[repository] as unknown as Record<
      string,
      (...args: unknown[]) => Promise<unknown>
    >
    const dying = {
      ...room.repositories,
      [repository]: {
        ...own,
        [method]: async (...args: unknown[]) => {
          if (when === 'after') await own[method]!(...args)
          throw new Error('killed')
        },
      },
    } as Repositories
    await expect(followTurn(dying)()).rejects.toThrow('killed')
    await followAll()
    expect(await audited(id)).toEqual([
      ['1', 'routed', 'routed'],
      ['4', 'delivered', 'acknowledged'],
    ])
    expect(await told(id)).toBe(5)
    expect(await room.repositories.tapals.unfollowed(10)).toEqual([])
  },
)

test('a change that comes while a turn is under way is followed by the next one', async () => {
  const id = await tapalWithHistory()
  const late = {
    ...room.repositories,
    feed: {
      ...room.repositories.feed,
      add: async (events: Parameters<Repositories['feed']['add']>[0]) => {
        await room.repositories.feed.add(events)
        await acknowledge(id)
      },
    },
  }
  await followTurn(late)()
  expect(await audited(id)).toHaveLength(1)
  await followAll()
  expect(await audited(id)).toHaveLength(2)
})

test('two followers at once enter everything once', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, tapalWithHistory))
  await Promise.all([followAll(), followAll()])
  for (const id of ids) {
    expect(await audited(id)).toHaveLength(1)
    expect(await told(id)).toBe(5)
  }
})
