import type { Repositories } from '../../../database'
import { KcsError } from '../../../domain/common/error'
import { acknowledgeChange, movementChange } from '../../../domain/letters/tapal/acts'
import { CASES } from '../../../process/cases'
import { follow, newPoison } from '../../../services/operations/duty/follow'
import type { TemporalRuns } from '../../../temporal/runs'
import { dyingAt } from '../../support/dying'
import { dutyDeps, type Noted } from '../../support/duty-deps'
import { buildSeat } from '../../support/builders'
import { buildDelivered, openRoom, type Room } from '../room'

let room: Room
const NOW = new Date('2026-11-22T07:00:00Z')
const actor = { kind: 'agent', agent: 'A' } as const
let dispatches = 0
const all = { limit: 10, parts: { of: 1, held: [0] }, except: [] }

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
  while ((await repositories.tapals.unfollowed({ ...all, limit: 1 })).length > 0) await turn()
}
const audited = async (id: string) =>
  (await room.repositories.audit.of(id)).map(({ id: entry, from, to }) => [entry.split(':')[1], from, to])
/** The sender is told of the letter, the others of their tapal. */
const toldOf = async (id: string) => {
  const tapal = await room.repositories.tapals.byId(id)
  return room.database.collection('notices').find({ dispatch: tapal!.dispatch }).toArray()
}
const told = async (id: string) => (await toldOf(id)).length

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
  const notices = await toldOf(id)
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
    const dying = dyingAt(room.repositories, repository, method, when)
    await expect(followTurn(dying)()).rejects.toThrow('killed')
    await followAll()
    expect(await audited(id)).toEqual([
      ['1', 'routed', 'routed'],
      ['4', 'delivered', 'acknowledged'],
    ])
    expect(await told(id)).toBe(5)
    expect(await room.repositories.tapals.unfollowed(all)).toEqual([])
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

/** Followers at which the entries of one tapal fail, as long as there is a fault. */
function withPoison(
  id: string,
  noted: Noted[] = [],
  faultOf: () => Error | null = () => new Error('poison'),
) {
  const { audit } = room.repositories
  const add: typeof audit.add = async (entries) => {
    const fault = faultOf()
    if (fault && entries.some(({ subject }) => subject === id)) throw fault
    return audit.add(entries)
  }
  const repositories = { ...room.repositories, audit: { ...audit, add } }
  const poison = newPoison()
  const deps = dutyDeps({ repositories, runs: undefined as unknown as TemporalRuns }, noted)
  return (now = new Date()) => follow(deps, CASES, now, undefined, poison)
}

test('a row that cannot be followed hides no other, is told with its id, and is tried again after a minute', async () => {
  const [poison, ...others] = await Promise.all(Array.from({ length: 4 }, tapalWithHistory))
  const noted: Noted[] = []
  const turn = withPoison(poison!, noted)
  await expect(turn()).rejects.toThrow('poison')
  while (await turn()) expect(true).toBe(true)
  for (const id of others) expect(await audited(id)).toHaveLength(1)
  expect(noted).toEqual([
    { fields: { case: 'dispatch', id: poison, err: 'Error' }, text: 'a row could not be followed' },
  ])
  expect(await turn()).toBe(false)
  await expect(turn(new Date(Date.now() + 61_000))).rejects.toThrow('poison')
  await followAll()
})

test('a database that is away is no fault of a row: none is left out, and all is entered as soon as it is back', async () => {
  const id = await tapalWithHistory()
  const noted: Noted[] = []
  let fault: Error | null = new KcsError('service-unavailable')
  const turn = withPoison(id, noted, () => fault)
  for (let i = 0; i < 3; i += 1) await expect(turn()).rejects.toBe(fault)
  fault = null
  await turn()
  expect(await audited(id)).toHaveLength(1)
  expect(noted).toEqual([])
})

test('followers of different parts read different rows, and all parts together read all', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, tapalWithHistory))
  const read = async (held: number[]): Promise<string[]> =>
    (await room.repositories.tapals.unfollowed({ limit: 1000, parts: { of: 8, held }, except: [] })).map(
      ({ id }) => id,
    )
  const [one, other] = [await read([0, 2, 4, 6]), await read([1, 3, 5, 7])]
  expect(one.length).toBeGreaterThan(0)
  expect(other.length).toBeGreaterThan(0)
  expect(one.filter((id) => other.includes(id))).toEqual([])
  expect([...one, ...other].sort()).toEqual([...ids].sort())
  const apart = (await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map((part) => read([part])))).flat()
  expect(apart.sort()).toEqual([...ids].sort())
  await followAll()
})

test('what is not followed comes with its new events alone, however long its history is', async () => {
  const id = await tapalWithHistory()
  await followAll()
  await acknowledge(id)
  const [row] = await room.repositories.tapals.unfollowed(all)
  expect(row!.events.map(({ sequence }) => sequence)).toEqual([4])
  await followAll()
})
