// What the outcomes of letters say of their endpoint, and what follows for the letters that wait for it.

import { plainProfile } from '../../../domain/directory/office/profile'
import { buildOffice } from '../../support/builders'
import { addEndpoint } from '../../support/world'
import type { Outcome } from '../../../domain/letters/delivery/outcome'
import { deliver, LATER, lettersToOwnEndpoints, wait } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

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

test('a system that answers 500 to twenty tries of a letter and then takes it has it once, and each try is counted', async () => {
  const sent = await lettersToTwo(1)
  for (let tries = 1; tries <= 20; tries += 1) {
    const { nextRetryDelay } = await wait(rig, sent.id)
    expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'routed', attempts: tries })
    rig.clock.pass(Number(nextRetryDelay))
  }
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 1 })
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'delivered', attempts: 21 })
  const keys = rig.connectors.push.calls.filter(({ endpoint }) => endpoint === 'E-down').map(({ key }) => key)
  expect([keys.length, new Set(keys).size]).toEqual([21, 1])
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

test.each([
  ['a fault of our own store or database', () => Promise.reject(new Error('the store is down'))],
  [
    'a fault of one mailbox',
    () => ({ kind: 'retry-later', code: 'smtp-452', inDoubt: false, blame: 'letter' }),
  ],
] as const)('%s never counts against the endpoint, however many letters meet it', async (_what, answer) => {
  const sent = await rig.resolved(Array.from({ length: 8 }, () => 'push' as const))
  rig.connectors.push.answer(answer as () => Outcome | Promise<Outcome>)
  await wait(rig, sent.id)
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'open', failuresInRow: 0 })
})

test('an endpoint whose settings our key does not open holds up no other, and its letters wait their time', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  const id = `E-${sent.offices[0]}`
  const sealed = { sealedSettings: 'by another key' }
  await rig.database.collection('endpoints').updateOne({ _id: id as never }, { $set: sealed })
  expect((await wait(rig, sent.id)).nextRetryDelay).toBe(100)
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['routed', 'delivered'])
  expect((await rig.tapals(sent))[0]).toMatchObject({ claim: null, attempts: 1 })
  expect((await rig.tapals(sent))[0]!.events.at(-1)).toMatchObject({ code: 'settings-unreadable' })
  expect(await rig.repositories.endpoints.byId(id)).toMatchObject({ state: 'open' })
})

test('wrong credentials pause the endpoint at once', async () => {
  const sent = await rig.resolved(['push', 'push'])
  rig.connectors.push.answer(() => ({ kind: 'auth', code: 'http-401' }))
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2 })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'paused', reason: 'http-401' })
})

const GONE = { kind: 'gone', code: 'http-410' } as const
function gone(): void {
  rig.connectors.push.answer(() => GONE)
  rig.connectors.push.up(() => GONE)
}

test('a letter that gets 410 from an endpoint that says it is well closes nothing, and waits its time', async () => {
  const sent = await rig.resolved(['push', 'push'])
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0] ? GONE : { kind: 'delivered' },
  )
  await wait(rig, sent.id)
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'open' })
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['routed', 'delivered'])
})

test('where the endpoint is gone, its letters go to the agent application of KCS, whose own run delivers them', async () => {
  const sent = await rig.resolved(['push', 'push', 'kcs-agent'])
  gone()
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2, moved: [], owing: 3 })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'gone', reason: 'http-410' })
  for (const tapal of (await rig.tapals(sent)).slice(0, 2)) {
    expect(tapal).toMatchObject({
      mechanism: 'kcs-agent',
      endpoint: 'kcs-agent',
      state: 'routed',
      parked: true,
    })
    expect(tapal.events.at(-1)).toMatchObject({ cause: 'next-way-gone' })
  }
  expect(rig.words).toEqual([{ to: 'endpoint:kcs-agent', say: 'parked' }])
  rig.sent.length = 0
  expect(await run(() => rig.delivery().drain('kcs-agent'))).toMatchObject({ delivered: 2, left: 0 })
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'routed'])
})

test('letters moved off an endpoint that is gone do not wait for the other letters of their lane', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  rig.connectors.push.answer((_parcel, { id }) =>
    id === `E-${sent.offices[0]}` ? GONE : { kind: 'busy', code: 'http-429', afterMs: 86_400_000 },
  )
  rig.connectors.push.up(({ id }) => (id === `E-${sent.offices[0]}` ? GONE : true))
  await wait(rig, sent.id)
  expect(rig.words).toContainEqual({ to: 'endpoint:kcs-agent', say: 'parked' })
  await run(() => rig.delivery().drain('kcs-agent'))
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'routed'])
  expect(rig.words).toContainEqual(expect.objectContaining({ to: `dispatch:${sent.id}`, say: 'delivered' }))
})

test('killed right after the letters were moved, the sweep finds them without an owner', async () => {
  const sent = await rig.resolved(['push'])
  gone()
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
