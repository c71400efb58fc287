import { pauseEndpoint } from '../../support/pause-endpoint'
import { deliver, LATER, lettersToOwnEndpoints, wait } from './lane'
import { fewestCommands, openRig, type Rig } from './rig'

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

test('a new letter for a paused endpoint is parked without a try', async () => {
  await pauseEndpoint(rig.repositories, 'push', 'operator', 'works on the network', rig.clock.now)
  const sent = await rig.resolved(['push', 'push'])
  expect(await deliver(rig, sent.id)).toMatchObject({ parked: 2, delivered: 0 })
  expect(rig.connectors.push.calls).toEqual([])
  for (const tapal of await rig.tapals(sent))
    expect(tapal).toMatchObject({ parked: true, attempts: 0, claim: null })
})

test('without the agent application there is nothing to fall back on: it is a fault, not an endless round', async () => {
  const sent = await rig.resolved(['kcs-agent'])
  await rig.database.collection('endpoints').deleteOne({ _id: 'kcs-agent' } as never)
  await expect(deliver(rig, sent.id, 'kcs-agent')).rejects.toMatchObject({
    cause: { code: 'endpoint-unknown' },
  })
  expect((await rig.tapals(sent))[0]).toMatchObject({ attempts: 0, claim: null, sequence: 1 })
})

test('a single letter costs at most ten round trips', async () => {
  const cost = fewestCommands(
    rig,
    () => rig.resolved(['push']),
    ({ id }) => deliver(rig, id),
  )
  expect(await cost).toBeLessThanOrEqual(10)
})
