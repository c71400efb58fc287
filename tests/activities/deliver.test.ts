import { ApplicationFailure } from '@temporalio/activity'
import { acknowledgeChange } from '../../domain/tapal/acts'
import type { Outcome } from '../../domain/delivery/outcome'
import { buildOffice } from '../support/builders'
import { addEndpoint } from '../support/world'
import { openRig, type Rig, run } from './rig'

let rig: Rig
const deliver = (id: string, mechanism: 'push' | 'kcs-agent' | 'email' = 'push', shard = 0) =>
  run(() => rig.delivery().deliver(id, mechanism, shard))
const later: Outcome = { kind: 'retry-later', code: 'http-500', inDoubt: false }
const callsOf = (endpoint: string): number =>
  rig.connectors.push.calls.filter((call) => call.endpoint === endpoint).length

/** The failure with which the lane asks to be run again. */
async function wait(id: string): Promise<ApplicationFailure> {
  const failure = await deliver(id).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ApplicationFailure)
  expect(failure).toMatchObject({ type: 'Waiting', nonRetryable: false })
  return failure as ApplicationFailure
}

/** Offices of the push mechanism, each with an endpoint of its own, and a letter resolved to them. */
async function lettersToOwnEndpoints(count: number) {
  const sent = await rig.accept(Array.from({ length: count }, () => 'push' as const))
  for (const office of sent.offices) {
    await addEndpoint(rig.repositories, `E-${office}`, 'push')
    const { profiles } = buildOffice(office, 'push')
    await rig.repositories.offices.save([
      buildOffice(office, 'push', { profiles: [{ ...profiles[0]!, endpoint: `E-${office}` }] }),
    ])
  }
  await run(() => rig.near().resolveRecipients(sent.id))
  return sent
}

beforeEach(async () => {
  rig = await openRig('deliver')
})
afterEach(() => rig.close())

test('every tapal of the lane is handed over once, and the report says what is owed and when', async () => {
  const sent = await rig.resolved(['push', 'push', 'email'])
  expect(await deliver(sent.id)).toEqual({
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
  expect(await deliver(sent.id)).toMatchObject({ delivered: 0, owing: 3 })
  expect(rig.connectors.push.calls).toHaveLength(2)
})

test('one bad letter does not hold up its siblings', async () => {
  const sent = await rig.resolved(['push', 'push', 'push'])
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[1] ? { kind: 'never', code: 'http-422' } : { kind: 'delivered' },
  )
  await deliver(sent.id)
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'failed', 'delivered'])
})

test('what must wait is counted and asked for again at the earliest of the waiting rows', async () => {
  const sent = await lettersToOwnEndpoints(3)
  rig.connectors.push.answer(({ recipient }) => {
    const i = sent.offices.indexOf(recipient.office.code)
    return [
      { kind: 'busy', code: 'http-429', afterMs: 9_000 } as const,
      later,
      { kind: 'delivered' } as const,
    ][i]!
  })
  expect((await wait(sent.id)).nextRetryDelay).toBe(100)
  expect((await rig.tapals(sent)).map(({ attempts, state }) => [attempts, state])).toEqual([
    [1, 'routed'],
    [1, 'routed'],
    [1, 'delivered'],
  ])
  rig.clock.pass(100)
  expect((await wait(sent.id)).nextRetryDelay).toBe(200)
  expect((await rig.tapals(sent)).map(({ attempts }) => attempts)).toEqual([1, 2, 1])
  rig.clock.pass(9_000)
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  expect(await deliver(sent.id)).toMatchObject({ delivered: 2 })
  expect((await rig.tapals(sent)).map(({ attempts }) => attempts)).toEqual([2, 3, 1])
})

test('the run hears of what was delivered at once when the rest of the lane must wait', async () => {
  const sent = await lettersToOwnEndpoints(2)
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0]
      ? { kind: 'delivered' }
      : { kind: 'busy', code: 'b', afterMs: 60_000 },
  )
  await wait(sent.id)
  const due = rig.clock.now.getTime() + 3_600_000
  expect(rig.words).toEqual([
    { to: `dispatch:${sent.id}`, say: 'delivered', word: { next: due, outstanding: 2 } },
  ])
  rig.clock.pass(60_000)
  await wait(sent.id)
  expect(rig.words).toHaveLength(1)
})

test('a run that missed the word is told again once a clock is overdue', async () => {
  const sent = await lettersToOwnEndpoints(2)
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0]
      ? { kind: 'delivered' }
      : { kind: 'busy', code: 'b', afterMs: 60_000 },
  )
  await wait(sent.id)
  rig.words.length = 0
  rig.clock.pass(3_660_000)
  await wait(sent.id)
  expect(rig.words).toMatchObject([{ to: `dispatch:${sent.id}`, say: 'delivered' }])
})

test('five failures in a row pause the endpoint and park its rows; another endpoint of the lane is served', async () => {
  const sent = await lettersToOwnEndpoints(2)
  const [down, up] = sent.offices.map((office) => `E-${office}`)
  rig.connectors.push.answer((_parcel, { id }) => (id === down ? later : { kind: 'delivered' }))
  for (let i = 0; i < 4; i += 1) {
    await wait(sent.id)
    expect(await rig.repositories.endpoints.byId(down!)).toMatchObject({
      state: 'open',
      failuresInRow: i + 1,
    })
    rig.clock.pass(2_000)
  }
  expect(await deliver(sent.id)).toMatchObject({ parked: 1, owing: 2 })
  expect(await rig.repositories.endpoints.byId(down!)).toMatchObject({
    state: 'paused',
    pausedBy: 'kcs',
    reason: 'http-500',
    pausedAt: rig.clock.now,
  })
  const [parked, served] = await rig.tapals(sent)
  expect(parked).toMatchObject({ parked: true, state: 'routed', attempts: 5, claim: null })
  expect(served).toMatchObject({ state: 'delivered', attempts: 1 })
  expect(await rig.repositories.endpoints.byId(up!)).toMatchObject({ state: 'open', failuresInRow: 0 })
  expect(rig.words.filter(({ to }) => to.startsWith('endpoint:'))).toEqual([
    { to: `endpoint:${down}`, say: 'parked' },
  ])
})

test('a new letter for a paused endpoint is parked without a try', async () => {
  await rig.repositories.endpoints.pause('push', 'operator', 'works on the network', rig.clock.now)
  const sent = await rig.resolved(['push', 'push'])
  expect(await deliver(sent.id)).toMatchObject({ parked: 2, delivered: 0 })
  expect(rig.connectors.push.calls).toEqual([])
  for (const tapal of await rig.tapals(sent))
    expect(tapal).toMatchObject({ parked: true, attempts: 0, claim: null })
})

test('a letter that always fails beside others that go through does not pause the endpoint', async () => {
  for (let i = 0; i < 8; i += 1) {
    const sent = await rig.resolved(['push', 'push', 'push'])
    rig.connectors.push.answer(({ recipient }) =>
      recipient.office.code === sent.offices[0] ? later : { kind: 'delivered' },
    )
    await wait(sent.id)
    expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'open', failuresInRow: 0 })
  }
})

test('wrong credentials pause the endpoint at once', async () => {
  const sent = await rig.resolved(['push', 'push'])
  rig.connectors.push.answer(() => ({ kind: 'auth', code: 'http-401' }))
  expect(await deliver(sent.id)).toMatchObject({ parked: 2 })
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'paused', reason: 'http-401' })
})

test('where the endpoint is gone, its letters go to the agent application of KCS, in a lane of their own', async () => {
  const sent = await rig.resolved(['push', 'push', 'kcs-agent'])
  rig.connectors.push.answer(() => ({ kind: 'gone', code: 'http-410' }))
  const { moved } = await deliver(sent.id)
  expect(moved).toEqual([{ mechanism: 'kcs-agent', shard: expect.any(Number), rows: 2 }])
  expect(await rig.repositories.endpoints.byId('push')).toMatchObject({ state: 'gone', reason: 'http-410' })
  for (const tapal of (await rig.tapals(sent)).slice(0, 2)) {
    expect(tapal).toMatchObject({ mechanism: 'kcs-agent', endpoint: 'kcs-agent', state: 'routed' })
    expect(tapal.events.at(-1)).toMatchObject({ cause: 'fallback-to-agent-application' })
  }
  expect(await deliver(sent.id, 'kcs-agent', moved[0]!.shard)).toMatchObject({ delivered: 2, moved: [] })
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'routed'])
})

test('killed right after the letters were moved, the next try still tells the run of their lane', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'gone', code: 'http-410' }))
  const tapals = {
    ...rig.repositories.tapals,
    owing: async () => {
      throw new Error('killed')
    },
  }
  await expect(run(() => rig.delivery({ tapals }).deliver(sent.id, 'push', 0))).rejects.toThrow('killed')
  expect((await deliver(sent.id)).moved).toHaveLength(1)
})

test('without the agent application there is nothing to fall back on: it is a fault, not an endless round', async () => {
  const sent = await rig.resolved(['kcs-agent'])
  await rig.database.collection('endpoints').deleteOne({ _id: 'kcs-agent' } as never)
  await expect(deliver(sent.id, 'kcs-agent')).rejects.toMatchObject({ code: 'endpoint-unknown' })
  expect((await rig.tapals(sent))[0]).toMatchObject({ attempts: 0, claim: null, sequence: 1 })
})

describe('what came first stands', () => {
  const actor = { kind: 'agent', agent: 'A' } as const

  test('an acknowledgement before the answer to the hand-over', async () => {
    const sent = await rig.resolved(['push'])
    rig.connectors.push.answer(async ({ tapalId }) => {
      await rig.repositories.tapals.apply(
        tapalId,
        acknowledgeChange(
          { deliveredAt: null },
          {
            actor,
            at: rig.clock.now,
            diary: { number: '7', date: rig.clock.now },
            cause: 'acknowledged-by-agent',
          },
        ),
      )
      return later
    })
    expect(await deliver(sent.id)).toMatchObject({ owing: 0 })
    const [tapal] = await rig.tapals(sent)
    expect(tapal).toMatchObject({ state: 'acknowledged', diary: { number: '7' }, claim: null })
    expect(tapal!.events.map(({ to }) => to)).toEqual(['routed', 'acknowledged'])
  })

  test('a recall before the answer to the hand-over, which then owes a withdrawal', async () => {
    const sent = await rig.resolved(['push'])
    rig.connectors.push.answer(async () => {
      await rig.repositories.tapals.recall(sent.id, actor, rig.clock.now)
      return { kind: 'delivered' }
    })
    await deliver(sent.id)
    expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'recalled', withdrawOwed: true, owes: false })
  })
})

test('a tapal in doubt is sent again under the same delivery key, and a duplicate is a delivery', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'retry-later', code: 'time-out', inDoubt: true }))
  await wait(sent.id)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'handed-over' })
  rig.connectors.push.answer(() => ({ kind: 'duplicate' }))
  rig.clock.pass(200)
  await deliver(sent.id)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'delivered' })
  const keys = rig.connectors.push.calls.map(({ key }) => key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

test('a worker that died with tapals in hand leaves them in doubt; the next one takes them over', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => Promise.reject(new Error('killed')))
  await expect(deliver(sent.id)).rejects.toThrow('killed')
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  expect((await wait(sent.id)).nextRetryDelay).toBe(45_000)
  rig.clock.pass(45_000)
  expect(await deliver(sent.id)).toMatchObject({ delivered: 1 })
  expect((await rig.tapals(sent))[0]).toMatchObject({ attempts: 2 })
})

test('a fault at one endpoint while the next rows are being claimed ends the try and nothing else', async () => {
  const sent = await lettersToOwnEndpoints(2)
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  let failed: () => void = () => undefined
  const failure = new Promise<void>((resolve) => {
    failed = resolve
  })
  rig.connectors.push.answer(() => {
    setImmediate(failed)
    return Promise.reject(new Error('the connector broke'))
  })
  const { tapals } = rig.repositories
  const slow = {
    ...tapals,
    async claim(...args: Parameters<typeof tapals.claim>) {
      // The second look is still under way when the endpoints of the first have failed.
      if (args[1].not?.length) await failure.then(() => new Promise((resolve) => setImmediate(resolve)))
      return tapals.claim(...args)
    },
  }
  await expect(run(() => rig.delivery({ tapals: slow }).deliver(sent.id, 'push', 0))).rejects.toThrow('broke')
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

test('rows of an endpoint that ends its work while the others are being looked for are not forgotten', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'busy', code: 'b', afterMs: 5_000 }))
  const { tapals } = rig.repositories
  const slow = {
    ...tapals,
    async claim(...args: Parameters<typeof tapals.claim>) {
      const answer = await tapals.claim(...args)
      for (let i = 0; args[1].not?.length && i < 400; i += 1) {
        if ((await tapals.byId((await rig.tapals(sent))[0]!.id))!.claim === null) break
        await new Promise((resolve) => setImmediate(resolve))
      }
      // Time for the endpoint's work to end after its last write.
      if (args[1].not?.length) await rig.repositories.endpoints.byId('push')
      return answer
    },
  }
  await expect(run(() => rig.delivery({ tapals: slow }).deliver(sent.id, 'push', 0))).rejects.toMatchObject({
    type: 'Waiting',
    nextRetryDelay: 5_000,
  })
})

test('attempts that are spent fail the tapal, which then waits for the operator', async () => {
  const sent = await lettersToOwnEndpoints(1)
  const id = `E-${sent.offices[0]}`
  const { sealedSecret, sealedToken } = { sealedSecret: '', sealedToken: '' }
  await rig.repositories.endpoints.save({
    id,
    mechanism: 'push',
    agent: null,
    address: '',
    sealedSecret,
    sealedToken,
    backOff: { initialMs: 100, factor: 2, maxMs: 1000, maxAttempts: 2 },
    concurrency: 1,
  })
  rig.connectors.push.answer(() => later)
  await wait(sent.id)
  rig.clock.pass(100)
  expect(await deliver(sent.id)).toMatchObject({ owing: 1, next: expect.any(Number) })
  const [tapal] = await rig.tapals(sent)
  expect(tapal).toMatchObject({ state: 'failed', owes: true, nextAttemptAt: null })
  expect(tapal!.events.at(-1)).toMatchObject({ cause: 'attempts-spent', attempt: 2, code: 'http-500' })
  expect(callsOf(id)).toBe(2)
})

test('an activity that was cancelled by its run hands nothing more over', async () => {
  const sent = await rig.resolved(['push'])
  const stop = new AbortController()
  stop.abort()
  await expect(
    run(() => rig.delivery().deliver(sent.id, 'push', 0), { signal: stop.signal }),
  ).rejects.toMatchObject({
    name: 'CancelledFailure',
  })
  expect(rig.connectors.push.calls).toEqual([])
})

test('a single letter costs at most ten round trips', async () => {
  const sent = await rig.resolved(['push'])
  rig.sent.length = 0
  await deliver(sent.id)
  expect(rig.names().length).toBeLessThanOrEqual(10)
})
