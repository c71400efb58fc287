import { tapalRepository } from '../../../database/letters/tapal/repository'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { until } from '../../support/until'
import { buildTapal, openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.tapals
const NOW = new Date('2026-11-22T06:00:00Z')
const after = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000)
let lanes = 0

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** Some tapals in a lane of their own. */
async function lane(count: number, overrides: (i: number) => Partial<Tapal> = () => ({})) {
  const dispatch = `D${(lanes += 1)}`
  const tapals = Array.from({ length: count }, (_, i) =>
    buildTapal({ dispatch, office: `O${i}`, nextAttemptAt: NOW, ...overrides(i) }),
  )
  await repo().insert(tapals)
  const drain = { dispatch, mechanism: 'push', shard: 0 } as const
  const claim = (claimId: string, options: { now?: Date; limit?: number; not?: string[] } = {}) => {
    const { now = NOW, limit = 20, not } = options
    return repo().claim(drain, {
      claimId,
      now,
      until: new Date(now.getTime() + 45_000),
      limit,
      ...(not ? { not } : {}),
    })
  }
  return { dispatch, drain, tapals, claim }
}
const idsOf = (answer: { claimed: { tapal: Tapal }[] }): string[] =>
  answer.claimed.map(({ tapal }) => tapal.id)

test('a claim counts the try and answers the tapals as they are then', async () => {
  const { claim, tapals } = await lane(2)
  const { claimed } = await claim('c1')
  expect(claimed.map(({ inDoubt }) => inDoubt)).toEqual([false, false])
  for (const { tapal } of claimed) expect(await repo().byId(tapal.id)).toEqual(tapal)
  expect(claimed.map(({ tapal }) => tapal.attempts)).toEqual([1, 1])
  expect(idsOf({ claimed }).sort()).toEqual(tapals.map(({ id }) => id).sort())
})

test('two claimants at once never share a row, and together get every row', async () => {
  const other = tapalRepository(await room.another())
  for (let round = 0; round < 25; round += 1) {
    const { claim, drain, tapals } = await lane(12)
    const options = { now: NOW, until: after(45), limit: 8 }
    const [one, two] = await Promise.all([
      claim('one', { limit: 8 }),
      other.claim(drain, { ...options, claimId: 'two' }),
    ])
    const rest = await claim('rest', { limit: 20 })
    const all = [...idsOf(one), ...idsOf(two), ...idsOf(rest)]
    expect(new Set(all).size).toBe(all.length)
    expect(all.sort()).toEqual(tapals.map(({ id }) => id).sort())
    for (const tapal of await repo().ofDispatch(drain.dispatch)) expect(tapal.attempts).toBe(1)
  }
})

test('a claim that met another looks for its own rows among those it wanted, never in the whole collection', async () => {
  room.sent.length = 0
  const looks = () =>
    room.sent.filter(({ command }) => JSON.stringify(command['filter'] ?? {}).includes('claim.id'))
  // Whether three claims meet is for the server to say: lanes are claimed until some have.
  await until(
    async () => {
      const { claim } = await lane(8)
      await Promise.all([claim('one'), claim('two'), claim('three')])
      return looks().length > 0
    },
    { what: 'claims that meet', intervalMs: 0 },
  )
  for (const { command } of looks()) expect(command['filter']).toHaveProperty('_id')
})

test('a claimed row is left alone until its claim runs out; then it is in doubt', async () => {
  const { claim } = await lane(1)
  await claim('dead')
  expect(await claim('next', { now: after(44) })).toEqual({ claimed: [], waitUntil: after(45), all: false })
  const { claimed } = await claim('next', { now: after(45) })
  expect(claimed).toMatchObject([{ inDoubt: true, tapal: { attempts: 2, claim: { id: 'next' } } }])
})

test('rows that a killed worker had in hand do not hide the free rows behind them', async () => {
  const { claim } = await lane(30, (i) => ({ nextAttemptAt: after(i / 1000) }))
  const now = after(1)
  await claim('dead', { now, limit: 20 })
  expect((await claim('next', { now, limit: 20 })).claimed).toHaveLength(10)
})

test('only what is due is claimed; the answer says when the earliest of the others may be tried', async () => {
  const { claim, tapals } = await lane(3, (i) => ({ nextAttemptAt: after([30, -1, 20][i]!) }))
  expect(idsOf(await claim('c1'))).toEqual([tapals[1]!.id])
  expect(await claim('c2')).toEqual({ claimed: [], waitUntil: after(20), all: false })
})

test('rows of other lanes, parked rows and rows that wait for nothing are not touched', async () => {
  const { claim } = await lane(
    4,
    (i) => [{ mechanism: 'email' as const }, { shard: 1 }, { parked: true }, { nextAttemptAt: null }][i]!,
  )
  expect(await claim('c1')).toEqual({ claimed: [], waitUntil: null, all: true })
})

test('endpoints that are being served are passed over', async () => {
  const { claim, tapals } = await lane(2, (i) => ({ endpoint: ['slow', 'quick'][i]! }))
  expect(idsOf(await claim('c1', { not: ['slow'] }))).toEqual([tapals[1]!.id])
})

test('releasing gives the rows back and takes back the counted try, for one’s own rows only', async () => {
  const { claim, tapals } = await lane(2)
  const mine = await claim('mine', { limit: 1 })
  const theirs = await claim('theirs', { limit: 1 })
  await repo().release('mine', [...mine.claimed, ...theirs.claimed], NOW)
  const rows = await repo().byIds(tapals.map(({ id }) => id))
  expect(rows.map(({ claim: held, attempts }) => [held?.id ?? null, attempts]).sort()).toEqual(
    [
      [null, 0],
      ['theirs', 1],
    ].sort(),
  )
})

test('parking takes what waits at the endpoint, in every dispatch, but nothing that someone has in hand', async () => {
  const endpoint = 'E-park'
  const first = await lane(2, () => ({ endpoint }))
  const second = await lane(1, () => ({ endpoint, nextAttemptAt: after(500) }))
  const elsewhere = await lane(1, () => ({ endpoint: 'E-other' }))
  await first.claim('busy', { limit: 1 })
  expect(await repo().park(endpoint, NOW)).toBe(2)
  expect(await repo().park(endpoint, NOW)).toBe(0)
  expect(await repo().parked(endpoint)).toEqual({ count: 2, since: second.tapals[0]!.createdAt })
  expect((await elsewhere.claim('c')).claimed).toHaveLength(1)
  expect(await repo().endpointsWithParked()).toContain(endpoint)
  expect(await repo().endpointsWithParked()).not.toContain('E-other')
})

test('the drain of an endpoint takes urgent letters first, then the oldest, across dispatches', async () => {
  const endpoint = 'E-order'
  const wanted: Partial<Tapal>[] = [
    { urgency: 'immediate', createdAt: after(-10) },
    { urgency: 'urgent', createdAt: after(-40) },
    { urgency: 'urgent', createdAt: after(-30) },
    { urgency: 'normal', createdAt: after(-90) },
  ]
  const order: string[] = []
  for (const overrides of [...wanted].reverse()) {
    const { tapals } = await lane(1, () => ({ endpoint, parked: true, ...overrides }))
    order.unshift(tapals[0]!.id)
  }
  const got: string[] = []
  for (let i = 0; i < 4; i += 1)
    got.push(
      ...idsOf(
        await repo().claim(
          { endpoint, parked: true },
          { claimId: `c${i}`, now: NOW, until: after(45), limit: 1 },
        ),
      ),
    )
  expect(got).toEqual(order)
})

test('the drain of an endpoint that is being served finds nothing, least of all letters of others', async () => {
  await lane(1, () => ({ endpoint: 'E-served', parked: true }))
  await lane(1, () => ({ endpoint: 'E-elsewhere', parked: true }))
  const options = { claimId: 'c', now: NOW, until: after(45), limit: 5, not: ['E-served'] }
  expect(await repo().claim({ endpoint: 'E-served', parked: true }, options)).toEqual({
    claimed: [],
    waitUntil: null,
    all: true,
  })
})

test('a tapal tried in a drain waits its time before the same drain takes it again', async () => {
  const endpoint = 'E-wait'
  const { tapals } = await lane(1, () => ({ endpoint, parked: true, nextAttemptAt: after(900) }))
  const options = { claimId: 'c', until: after(45), limit: 5 }
  // The endpoint answers again: what was put off because it was down is due now.
  await repo().dueNow(endpoint, NOW)
  expect((await repo().claim({ endpoint, parked: true }, { ...options, now: NOW })).claimed).toHaveLength(1)
  await repo().apply(tapals[0]!.id, {
    event: { kind: 'attempt', cause: 'busy', actor: { kind: 'kcs' }, at: NOW },
    set: { claim: null, nextAttemptAt: after(9) },
  })
  expect(await repo().claim({ endpoint, parked: true }, { ...options, now: after(1) })).toEqual({
    claimed: [],
    waitUntil: after(9),
    all: false,
  })
})
