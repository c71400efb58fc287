import type { WithdrawAnswer } from '../../../connectors/connector'
import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { recallPartChange } from '../../../domain/letters/ledger/act'
import { until } from '../../support/until'
import { lettersToOwnEndpoints } from './lane'
import { openRig, type Rig, run } from './rig'
import { pauseEndpoint } from '../../support/pause-endpoint'

let rig: Rig
const withdraw = (id: string) => run(() => rig.near().withdraw(id))
const sender = { seat: 'SENDER/SO', holder: 'PEN1' }
const recall = (id: string) =>
  rig.repositories.dispatches.recall(
    id,
    { ...sender, at: rig.clock.now, reason: 'wrong annexure' },
    { kind: 'seat', ...sender },
  )
const answer = (script: () => WithdrawAnswer): void => {
  rig.connectors.push.withdraw = async (_endpoint, { deliveryKey }) => {
    rig.connectors.push.withdrawn.push(deliveryKey)
    return script()
  }
}

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

test('what was handed over is taken back at its agent, and what was never tried is not asked for', async () => {
  const sent = await rig.resolved(['push', 'email'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  expect(await withdraw(sent.id)).toBe(1)
  const [tried, untried] = await rig.tapals(sent)
  expect(rig.connectors.push.withdrawn).toEqual([`kcs-${tried!.id}`])
  expect(rig.connectors.email.withdrawn).toEqual([])
  expect(tried).toMatchObject({ state: 'recalled', withdrawOwed: false, owes: false })
  expect(tried!.events.slice(-2)).toMatchObject([
    { cause: 'recalled-by-sender', actor: { kind: 'seat', seat: 'SENDER/SO', holder: 'PEN1' } },
    { cause: 'withdrawn-at-agent', kind: 'attempt' },
  ])
  expect(untried).toMatchObject({ state: 'recalled', withdrawOwed: false })
})

test('a letter that was taken back from some waits for a silent agent only when nothing else is owed', async () => {
  const sent = await rig.resolved(['push', 'email'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  const [tried, untried] = await rig.tapals(sent)
  const { dispatches, tapals, transaction } = rig.repositories
  const by = { actor: { kind: 'seat', ...sender }, at: rig.clock.now, key: 'ledger:A' } as const
  await transaction((session) => dispatches.recallInPart(sent.id, by.actor, by.at, session))
  await tapals.recallSome([tried!.id], ['delivered'], recallPartChange(by))
  answer(() => ({ kind: 'failed', code: 'http-500' }))
  expect(await withdraw(sent.id)).toBe(0)
  expect(rig.connectors.push.withdrawn).toHaveLength(1)
  expect((await rig.tapals(sent)).map(({ state }) => state)).toEqual(['recalled', 'routed'])
  await tapals.recallSome([untried!.id], ['routed'], recallPartChange(by))
  rig.clock.pass(200)
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting' })
  answer(() => ({ kind: 'withdrawn' }))
  rig.clock.pass(200)
  expect(await withdraw(sent.id)).toBe(1)
})

test('it is tried again until every agent has answered, and asks only those that have not', async () => {
  const sent = await rig.resolved(['push', 'push', 'push'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  let calls = 0
  answer(() => ((calls += 1) === 2 ? { kind: 'failed', code: 'http-500' } : { kind: 'withdrawn' }))
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nonRetryable: false })
  expect((await rig.tapals(sent)).filter(({ withdrawOwed }) => withdrawOwed)).toHaveLength(1)
  rig.clock.pass(200)
  expect(await withdraw(sent.id)).toBe(1)
  expect(calls).toBe(4)
  expect(await withdraw(sent.id)).toBe(0)
})

test('an agent that says the office has taken it already is heard: the trace says so', async () => {
  const sent = await rig.resolved(['push'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  answer(() => ({ kind: 'taken' }))
  await withdraw(sent.id)
  expect((await rig.tapals(sent))[0]!.events.at(-1)).toMatchObject({ cause: 'withdrawal-refused' })
})

test.each(['before', 'after'] as const)(
  'the inward number of a recalled letter stays in the register as void, also when the recall came %s the delivery was noted',
  async (when) => {
    const sent = await rig.resolved(['kcs-agent'])
    const office = sent.offices[0]!
    rig.connectors['kcs-agent'].deliver = async (_endpoint, [parcel]) => {
      const subject = parcel!.tapalId
      const numbers = await rig.repositories.registers.allot('inward', [{ subject, office }], rig.clock.now)
      if (when === 'before') await rig.repositories.tapals.recall(sent.id, { kind: 'kcs' }, rig.clock.now)
      return [{ tapalId: subject, outcome: { kind: 'delivered', inwardNumber: numbers.get(subject)! } }]
    }
    await run(() => rig.delivery().deliver(sent.id, 'kcs-agent', 0))
    await recall(sent.id)
    await withdraw(sent.id)
    const entries = await rig.repositories.registers.entries(office, 'inward', 2026)
    expect(entries.map(({ number, void: isVoid }) => [number, isVoid])).toEqual([[1, true]])
  },
)

/** A letter that lay at its agent when it was taken back. */
async function recalled(mechanism: 'push' | 'email' | 'print' = 'push', count = 1) {
  const sent = await rig.resolved(Array.from({ length: count }, () => mechanism))
  await run(() => rig.delivery().deliver(sent.id, mechanism, 0))
  await recall(sent.id)
  return sent
}
const lastCause = async (sent: { id: string; offices: string[] }) =>
  (await rig.tapals(sent))[0]!.events.at(-1)?.cause

test.each(['no way back', 'gone'] as const)(
  'where nobody can give it back (%s) the trace says that it cannot be taken back, never that it was',
  async (why) => {
    rig.connectors.email.withdraw = undefined as never
    const sent = await recalled(why === 'gone' ? 'push' : 'email')
    if (why === 'gone') await rig.repositories.endpoints.gone('push', rig.clock.now, 'http-410')
    await withdraw(sent.id)
    expect(rig.connectors.push.withdrawn).toEqual([])
    expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'recalled', withdrawOwed: false })
    expect(await lastCause(sent)).toBe('withdrawal-impossible')
  },
)

test('an agent that does not know the letter is asked once more a minute later, for it may have been on its way', async () => {
  const sent = await recalled()
  answer(() => ({ kind: 'unseen' }))
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nextRetryDelay: 60_000 })
  rig.clock.pass(60_000)
  expect(await withdraw(sent.id)).toBe(1)
  expect(rig.connectors.push.withdrawn).toHaveLength(2)
  expect(await lastCause(sent)).toBe('not-at-agent')
})

test('an agent that is silent keeps none of the others waiting, and is not asked for every letter of its own', async () => {
  const sent = await lettersToOwnEndpoints(rig, 3)
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  const silent = `E-${sent.offices[0]}`
  rig.connectors.push.onWithdraw(({ id }) =>
    id === silent ? { kind: 'failed', code: 'timeout' } : undefined,
  )
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting' })
  expect((await rig.tapals(sent)).map(({ withdrawOwed }) => withdrawOwed)).toEqual([true, false, false])
})

test('of many letters at a silent agent as many are asked for as it bears at once, then it is left alone for a minute', async () => {
  const sent = await recalled('push', 12)
  answer(() => ({ kind: 'failed', code: 'timeout' }))
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting' })
  expect(rig.connectors.push.withdrawn).toHaveLength(4)
  answer(() => ({ kind: 'withdrawn' }))
  rig.clock.pass(60_000)
  expect(await withdraw(sent.id)).toBe(12)
})

test('a paused endpoint is not asked until it is open again', async () => {
  const sent = await recalled()
  await pauseEndpoint(rig.repositories, 'push', 'operator', 'maintenance', rig.clock.now)
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nextRetryDelay: 60_000 })
  expect(rig.connectors.push.withdrawn).toEqual([])
  await rig.repositories.endpoints.open('push')
  rig.clock.pass(60_000)
  expect(await withdraw(sent.id)).toBe(1)
})

test('what the run of an endpoint is handing over is withdrawn after that try, never before it', async () => {
  const sent = await rig.resolved(['push'])
  await pauseEndpoint(rig.repositories, 'push', 'kcs', 'down', rig.clock.now)
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const order: string[] = []
  rig.connectors.push.answer(async () => {
    order.push('try begun')
    await held
    order.push('try ended')
    return { kind: 'delivered' }
  })
  rig.connectors.push.onWithdraw(() => void order.push('withdrawn'))
  const drained = run(() => rig.delivery().drain('push'))
  await until(() => order.length === 1, { what: 'the drain of the endpoint' })
  await rig.repositories.endpoints.open('push')
  await recall(sent.id)
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nextRetryDelay: 15_000 })
  release()
  await drained
  expect(await withdraw(sent.id)).toBe(1)
  expect(order).toEqual(['try begun', 'try ended', 'withdrawn'])
})

test('sender and operator are told once of a withdrawal owed for hours, and after 30 days it is given up', async () => {
  const sent = await recalled()
  answer(() => ({ kind: 'failed', code: 'timeout' }))
  rig.clock.pass(4 * 3_600_000)
  for (const _ of [1, 2]) {
    await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting' })
    rig.clock.pass(3_600_000)
  }
  const causes = (await rig.tapals(sent))[0]!.events.map(({ cause }) => cause)
  expect(causes.filter((cause) => cause === 'withdrawal-overdue')).toHaveLength(1)
  rig.clock.pass(30 * 24 * 3_600_000)
  await withdraw(sent.id)
  expect(await lastCause(sent)).toBe('withdrawal-given-up')
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'recalled', withdrawOwed: false })
})

test('what an office has taken meanwhile is not asked for', async () => {
  const sent = await recalled()
  await rig.repositories.tapals.recall(sent.id, { kind: 'kcs' }, rig.clock.now)
  const [tapal] = await rig.tapals(sent)
  const diary = { number: 'PY/216', date: rig.clock.now }
  const actor = { kind: 'agent', agent: 'A' } as const
  const change = acknowledgeChange(tapal!, {
    actor,
    at: rig.clock.now,
    diary,
    cause: 'acknowledged-by-agent',
  })
  await rig.repositories.tapals.apply(tapal!.id, change, { where: { state: 'recalled' } })
  expect(await withdraw(sent.id)).toBe(0)
  expect(rig.connectors.push.withdrawn).toEqual([])
})

test('a letter that was not recalled is left alone', async () => {
  const sent = await rig.resolved(['push'])
  expect(await withdraw(sent.id)).toBe(0)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'routed' })
})

test('a recall that reached the record and not the rows is carried into them before the letter can close', async () => {
  const noted = await rig.resolved(['push'])
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  await run(() => rig.delivery().deliver(noted.id, 'push', 0))
  await recall(noted.id)
  expect(await run(() => rig.near().close(noted.id))).toMatchObject({ closed: false, recalled: true })
  await withdraw(noted.id)
  expect(await run(() => rig.near().close(noted.id))).toMatchObject({ closed: true })
  expect((await rig.repositories.dispatches.byId(noted.id))?.state).toBe('cancelled')
})

test('a recall counts in the calls that an agent bears at once, beside the deliveries under way', async () => {
  const { concurrency } = (await rig.repositories.endpoints.byId('push'))!
  const recalled = await rig.resolved(Array.from({ length: concurrency }, () => 'push' as const))
  await run(() => rig.delivery().deliver(recalled.id, 'push', 0))
  let open = 0
  let most = 0
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const called = async (work: Promise<unknown>): Promise<void> => {
    open += 1
    most = Math.max(most, open)
    await work
    open -= 1
  }
  rig.connectors.push.answer(async () => {
    await called(held)
    return { kind: 'delivered' }
  })
  rig.connectors.push.onWithdraw(() => called(Promise.resolve()))
  const other = await rig.resolved(Array.from({ length: concurrency }, () => 'push' as const))
  const delivering = run(() => rig.delivery().deliver(other.id, 'push', 0))
  await until(() => open === concurrency, { what: 'all calls to be in use' })
  await recall(recalled.id)
  const withdrawing = withdraw(recalled.id)
  // The recall stands in the rows as soon as the agents are asked; it is given the time to ask too early.
  await until(async () => (await rig.tapals(recalled)).every(({ state }) => state === 'recalled'), {
    what: 'the recall to be under way',
  })
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(rig.connectors.push.withdrawn).toEqual([])
  release()
  await delivering
  expect(await withdrawing).toBe(concurrency)
  expect(most).toBe(concurrency)
})
