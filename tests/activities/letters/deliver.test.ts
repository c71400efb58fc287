import { plainProfile } from '../../../domain/directory/office/profile'
import { buildOffice } from '../../support/builders'
import { addEndpoint } from '../../support/world'
import { deliver, LATER, lettersToOwnEndpoints, wait } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

test('every tapal of the lane is handed over once, and the report says what is owed and when', async () => {
  const sent = await rig.resolved(['push', 'push', 'email'])
  expect(await deliver(rig, sent.id)).toEqual({
    delivered: 2,
    parked: 0,
    moved: [],
    owing: 3,
    next: rig.clock.now.getTime() + 3_600_000,
  })
  const [one, two, other] = await rig.tapals(sent)
  expect([one!.state, two!.state, other!.state]).toEqual(['delivered', 'delivered', 'routed'])
  expect(one).toMatchObject({ attempts: 1, claim: null, nextAttemptAt: null, deliveredAt: rig.clock.now })
  expect(new Set(rig.connectors.push.calls.map(({ key }) => key)).size).toBe(2)
  expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 0, owing: 3 })
  expect(rig.connectors.push.calls).toHaveLength(2)
})

test('a lane that was claimed whole and settled is not looked at again', async () => {
  const sent = await rig.resolved(['push', 'push'])
  rig.sent.length = 0
  await deliver(rig, sent.id)
  const looks = rig.sent.filter(({ name, command }) => name === 'find' && command['find'] === 'tapals')
  expect(looks).toHaveLength(1)
})

test('one bad letter does not hold up its siblings', async () => {
  const sent = await rig.resolved(['push', 'push', 'push'])
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[1] ? { kind: 'never', code: 'http-422' } : { kind: 'delivered' },
  )
  await deliver(rig, sent.id)
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'failed', 'delivered'])
})

test('what must wait is counted and asked for again at the earliest of the waiting rows', async () => {
  const sent = await lettersToOwnEndpoints(rig, 3)
  rig.connectors.push.answer(({ recipient }) => {
    const i = sent.offices.indexOf(recipient.office.code)
    return [
      { kind: 'busy', code: 'http-429', afterMs: 9_000 } as const,
      LATER,
      { kind: 'delivered' } as const,
    ][i]!
  })
  expect((await wait(rig, sent.id)).nextRetryDelay).toBe(100)
  expect((await rig.tapals(sent)).map(({ attempts, state }) => [attempts, state])).toEqual([
    [1, 'routed'],
    [1, 'routed'],
    [1, 'delivered'],
  ])
  rig.clock.pass(100)
  expect((await wait(rig, sent.id)).nextRetryDelay).toBe(200)
  expect((await rig.tapals(sent)).map(({ attempts }) => attempts)).toEqual([1, 2, 1])
  rig.clock.pass(9_000)
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 2 })
  expect((await rig.tapals(sent)).map(({ attempts }) => attempts)).toEqual([2, 3, 1])
})

test('the run hears of what was delivered at once when the rest of the lane must wait', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0]
      ? { kind: 'delivered' }
      : { kind: 'busy', code: 'b', afterMs: 60_000 },
  )
  await wait(rig, sent.id)
  const due = rig.clock.now.getTime() + 3_600_000
  expect(rig.words).toEqual([
    { to: `dispatch:${sent.id}`, say: 'delivered', word: { next: due, outstanding: 2 } },
  ])
  rig.clock.pass(60_000)
  await wait(rig, sent.id)
  expect(rig.words).toHaveLength(1)
})

test('a run that missed the word is told again once a clock is overdue', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0]
      ? { kind: 'delivered' }
      : { kind: 'busy', code: 'b', afterMs: 60_000 },
  )
  await wait(rig, sent.id)
  rig.words.length = 0
  rig.clock.pass(3_660_000)
  await wait(rig, sent.id)
  expect(rig.words).toMatchObject([{ to: `dispatch:${sent.id}`, say: 'delivered' }])
})

/** A letter to `count` offices at one endpoint, and one that is served by another. */
async function lettersToTwo(count: number) {
  const sent = await rig.accept(Array.from({ length: count + 1 }, () => 'push' as const))
  for (const [i, office] of sent.offices.entries()) {
    const id = i < count ? 'E-down' : 'E-up'
    await addEndpoint(rig.repositories, id, 'push')
    const profiles = [plainProfile(new Date('2020-01-01'), 'push', id, 'person')]
    await rig.repositories.offices.save([buildOffice(office, 'push', { profiles })])
  }
  await run(() => rig.near().resolveRecipients(sent.id))
  rig.connectors.push.answer((_parcel, { id }) => (id === 'E-down' ? LATER : { kind: 'delivered' }))
  return sent
}
const down = () => rig.repositories.endpoints.byId('E-down')

test('five letters that fail in a row pause the endpoint and park its rows; another endpoint of the lane is served', async () => {
  const sent = await lettersToTwo(5)
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 5, owing: 6 })
  expect(await down()).toMatchObject({
    state: 'paused',
    pausedBy: 'kcs',
    reason: 'http-500',
    pausedAt: rig.clock.now,
  })
  const [parked, ...rest] = await rig.tapals(sent)
  expect(parked).toMatchObject({ parked: true, state: 'routed', attempts: 1, claim: null })
  expect(rest.at(-1)).toMatchObject({ state: 'delivered', attempts: 1 })
  expect(await rig.repositories.endpoints.byId('E-up')).toMatchObject({ state: 'open', failuresInRow: 0 })
  expect(rig.words.filter(({ to }) => to.startsWith('endpoint:'))).toContainEqual({
    to: 'endpoint:E-down',
    say: 'parked',
  })
})

test('tries of one letter count once: it waits alone, and new letters still go to its endpoint', async () => {
  const sent = await lettersToTwo(1)
  for (let i = 0; i < 12; i += 1) {
    await wait(rig, sent.id)
    expect(await down()).toMatchObject({ state: 'open', failuresInRow: 1 })
    rig.clock.pass(1_000)
  }
})

test('an endpoint that few letters go to is asked once they have failed for long, and paused where it is down', async () => {
  const sent = await lettersToTwo(2)
  rig.connectors.push.up(() => false)
  for (let i = 0; i < 4; i += 1) {
    await wait(rig, sent.id)
    expect(await down()).toMatchObject({ state: 'open', failuresInRow: 2 })
    rig.clock.pass(Math.min(1_000, 100 * 2 ** i))
  }
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2 })
  expect(await down()).toMatchObject({ state: 'paused', pausedBy: 'kcs', reason: 'http-500' })
  expect((await rig.tapals(sent))[0]).toMatchObject({ parked: true, attempts: 5, claim: null })
})

test.each([
  ['says that it is busy', { kind: 'busy', code: 'http-429', afterMs: 0 }],
  ['has accepted and wants to be asked', { kind: 'handed-over', askAfterMs: 0 }],
] as const)(
  'a system that %s, and to come back at once, is called no more often than by our own waits',
  async (_what, outcome) => {
    const sent = await rig.resolved(['push'])
    rig.connectors.push.answer(() => outcome)
    for (const waitMs of [100, 200, 400, 800, 1_000, 1_000]) {
      expect((await wait(rig, sent.id)).nextRetryDelay).toBe(waitMs)
      rig.clock.pass(waitMs)
    }
    expect(rig.connectors.push.calls).toHaveLength(6)
  },
)

test('what else waits for a system that says it is busy spares it as well, and no try is counted for that', async () => {
  const first = await rig.resolved(['push'])
  const others = await rig.resolved(Array.from({ length: 6 }, () => 'push' as const))
  rig.connectors.push.answer(() => ({ kind: 'busy', code: 'http-503', afterMs: 60_000 }))
  await wait(rig, first.id)
  const spared = await wait(rig, others.id)
  expect(spared.nextRetryDelay).toBe(60_000)
  expect(rig.connectors.push.calls).toHaveLength(1)
  for (const tapal of await rig.tapals(others))
    expect(tapal).toMatchObject({ attempts: 0, claim: null, sequence: 1 })
  rig.clock.pass(60_000)
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  expect(await deliver(rig, others.id)).toMatchObject({ delivered: 6 })
})

test('a new letter for a paused endpoint is parked without a try', async () => {
  await rig.repositories.endpoints.pause('push', 'operator', 'works on the network', rig.clock.now)
  const sent = await rig.resolved(['push', 'push'])
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2, delivered: 0 })
  expect(rig.connectors.push.calls).toEqual([])
  for (const tapal of await rig.tapals(sent))
    expect(tapal).toMatchObject({ parked: true, attempts: 0, claim: null })
})

test('a letter that always fails beside others that go through does not pause the endpoint', async () => {
  for (let i = 0; i < 8; i += 1) {
    const sent = await rig.resolved(['push', 'push', 'push'])
    rig.connectors.push.answer(({ recipient }) =>
      recipient.office.code === sent.offices[0] ? LATER : { kind: 'delivered' },
    )
    await wait(rig, sent.id)
    expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'open', failuresInRow: 0 })
  }
})

test('wrong credentials pause the endpoint at once', async () => {
  const sent = await rig.resolved(['push', 'push'])
  rig.connectors.push.answer(() => ({ kind: 'auth', code: 'http-401' }))
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2 })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'paused', reason: 'http-401' })
})

test('where the endpoint is gone, its letters go to the agent application of KCS, whose own run delivers them', async () => {
  const sent = await rig.resolved(['push', 'push', 'kcs-agent'])
  rig.connectors.push.answer(() => ({ kind: 'gone', code: 'http-410' }))
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2, moved: [], owing: 3 })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'gone', reason: 'http-410' })
  for (const tapal of (await rig.tapals(sent)).slice(0, 2)) {
    expect(tapal).toMatchObject({
      mechanism: 'kcs-agent',
      endpoint: 'kcs-agent',
      state: 'routed',
      parked: true,
    })
    expect(tapal.events.at(-1)).toMatchObject({ cause: 'fallback-to-agent-application' })
  }
  expect(rig.words).toEqual([{ to: 'endpoint:kcs-agent', say: 'parked' }])
  rig.sent.length = 0
  expect(await run(() => rig.delivery().drain('kcs-agent'))).toMatchObject({ delivered: 2, left: 0 })
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'routed'])
})

test('letters moved off an endpoint that is gone do not wait for the other letters of their lane', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  rig.connectors.push.answer((_parcel, { id }) =>
    id === `E-${sent.offices[0]}`
      ? { kind: 'gone', code: 'http-410' }
      : { kind: 'busy', code: 'http-429', afterMs: 86_400_000 },
  )
  await wait(rig, sent.id)
  expect(rig.words).toContainEqual({ to: 'endpoint:kcs-agent', say: 'parked' })
  await run(() => rig.delivery().drain('kcs-agent'))
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'routed'])
  expect(rig.words).toContainEqual(expect.objectContaining({ to: `dispatch:${sent.id}`, say: 'delivered' }))
})

test('killed right after the letters were moved, the sweep finds them without an owner', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'gone', code: 'http-410' }))
  const tapals = {
    ...rig.repositories.tapals,
    async applyToAll(...args: Parameters<typeof rig.repositories.tapals.applyToAll>) {
      await rig.repositories.tapals.applyToAll(...args)
      throw new Error('killed')
    },
  }
  await expect(run(() => rig.delivery({ tapals }).deliver(sent.id, 'push', 0))).rejects.toThrow('killed')
  expect(rig.words).toEqual([])
  expect(await rig.repositories.tapals.endpointsWithParked()).toEqual(['kcs-agent'])
})

test('a lane of an older worker whose letters were moved into another still names it', async () => {
  const sent = await rig.resolved(['push', 'kcs-agent'])
  const [moved] = await rig.tapals(sent)
  await rig.database
    .collection('tapals')
    .updateOne(
      { _id: moved!.id as never },
      { $set: { mechanism: 'kcs-agent', endpoint: 'kcs-agent', shard: 1_000 } },
    )
  expect(await deliver(rig, sent.id)).toMatchObject({
    moved: [{ mechanism: 'kcs-agent', shard: 1_000, rows: 1 }],
  })
})

test('without the agent application there is nothing to fall back on: it is a fault, not an endless round', async () => {
  const sent = await rig.resolved(['kcs-agent'])
  await rig.database.collection('endpoints').deleteOne({ _id: 'kcs-agent' } as never)
  await expect(deliver(rig, sent.id, 'kcs-agent')).rejects.toMatchObject({ code: 'endpoint-unknown' })
  expect((await rig.tapals(sent))[0]).toMatchObject({ attempts: 0, claim: null, sequence: 1 })
})

test('a single letter costs at most ten round trips', async () => {
  const sent = await rig.resolved(['push'])
  rig.sent.length = 0
  await deliver(rig, sent.id)
  expect(rig.names().length).toBeLessThanOrEqual(10)
})
