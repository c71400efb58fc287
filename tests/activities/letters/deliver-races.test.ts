import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { deliver, LATER, lettersToOwnEndpoints, wait } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

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
      return LATER
    })
    expect(await deliver(rig, sent.id)).toMatchObject({ owing: 0 })
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
    await deliver(rig, sent.id)
    expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'recalled', withdrawOwed: true, owes: false })
  })
})

test('a tapal in doubt is sent again under the same delivery key, and a duplicate is a delivery', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'retry-later', code: 'time-out', inDoubt: true }))
  await wait(rig, sent.id)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'handed-over' })
  rig.connectors.push.answer(() => ({ kind: 'duplicate' }))
  rig.clock.pass(200)
  await deliver(rig, sent.id)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'delivered' })
  const keys = rig.connectors.push.calls.map(({ key }) => key)
  expect(keys).toHaveLength(2)
  expect(new Set(keys).size).toBe(1)
})

test('a worker that died with tapals in hand leaves them in doubt; the next one takes them over', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  // It dies between the hand-over and the word of it.
  const killed = () => Promise.reject(new Error('killed'))
  const dying = { ...rig.repositories.tapals, applyEach: killed, setAside: killed }
  await expect(run(() => rig.delivery({ tapals: dying }).deliver(sent.id, 'push', 0))).rejects.toThrow(
    'killed',
  )
  expect((await wait(rig, sent.id)).nextRetryDelay).toBe(15_000)
  rig.clock.pass(15_000)
  expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 1 })
  expect((await rig.tapals(sent))[0]).toMatchObject({ attempts: 2 })
})

test('whose claim ran out fails no letter that another has in hand by now, but a delivery is a fact', async () => {
  const sent = await rig.resolved(['push'])
  const { tapals } = rig.repositories
  const overtaken = async () => {
    rig.clock.pass(15_000)
    const drain = { dispatch: sent.id, mechanism: 'push', shard: 0 } as const
    const until = new Date(rig.clock.now.getTime() + 15_000)
    await tapals.claim(drain, { claimId: 'another', now: rig.clock.now, until, limit: 1 })
  }
  rig.connectors.push.answer(async () => {
    await overtaken()
    return { kind: 'never', code: 'http-400' }
  })
  await wait(rig, sent.id)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'routed', claim: { id: 'another' } })
  rig.clock.pass(15_000)
  rig.connectors.push.answer(async () => {
    await overtaken()
    return { kind: 'delivered' }
  })
  expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 1 })
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'delivered' })
})

test('a fault at one endpoint while the next rows are being claimed ends the try and nothing else', async () => {
  const sent = await lettersToOwnEndpoints(rig, 2)
  const unhandled: unknown[] = []
  const note = (error: unknown): void => void unhandled.push(error)
  process.on('unhandledRejection', note)
  let failed: () => void = () => undefined
  const failure = new Promise<void>((resolve) => {
    failed = resolve
  })
  const { tapals } = rig.repositories
  const slow = {
    ...tapals,
    applyEach() {
      setImmediate(failed)
      return Promise.reject(new Error('the write broke'))
    },
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

test('a connector that throws leaves its tapals in doubt, and the lane goes on', async () => {
  const sent = await rig.resolved(['push'])
  rig.connectors.push.answer(() => Promise.reject(new Error('words of the letter')))
  await wait(rig, sent.id)
  const [tapal] = await rig.tapals(sent)
  expect(tapal).toMatchObject({ state: 'handed-over', claim: null })
  expect(tapal?.events.at(-1)).toMatchObject({ cause: 'in-doubt', code: 'connector-fault' })
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
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
  const sent = await lettersToOwnEndpoints(rig, 1)
  const id = `E-${sent.offices[0]}`
  await rig.repositories.endpoints.save({
    id,
    mechanism: 'push',
    agent: null,
    address: '',
    backOff: { initialMs: 100, factor: 2, maxMs: 1000, maxAttempts: 2 },
    concurrency: 1,
  })
  rig.connectors.push.answer(() => LATER)
  await wait(rig, sent.id)
  rig.clock.pass(100)
  expect(await deliver(rig, sent.id)).toMatchObject({ owing: 1, next: expect.any(Number) })
  const [tapal] = await rig.tapals(sent)
  expect(tapal).toMatchObject({ state: 'failed', owes: true, nextAttemptAt: null })
  expect(tapal!.events.at(-1)).toMatchObject({ cause: 'attempts-spent', attempt: 2, code: 'http-500' })
  expect(rig.connectors.push.calls).toHaveLength(2)
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
