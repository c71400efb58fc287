import type { WithdrawAnswer } from '../../../connectors/connector'
import { openRig, type Rig, run } from './rig'

let rig: Rig
const withdraw = (id: string) => run(() => rig.near().withdraw(id))
const recall = (id: string) =>
  rig.repositories.dispatches.recall(id, {
    at: rig.clock.now,
    seat: 'SENDER/SO',
    holder: 'PEN1',
    reason: 'wrong annexure',
  })
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

test('it is tried again until every agent has answered, and asks only those that have not', async () => {
  const sent = await rig.resolved(['push', 'push', 'push'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  let calls = 0
  answer(() => ((calls += 1) === 2 ? { kind: 'failed', code: 'http-500' } : { kind: 'withdrawn' }))
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nonRetryable: false })
  expect((await rig.tapals(sent)).filter(({ withdrawOwed }) => withdrawOwed)).toHaveLength(1)
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

test('an endpoint that is gone has nothing to give back', async () => {
  const sent = await rig.resolved(['push'])
  await run(() => rig.delivery().deliver(sent.id, 'push', 0))
  await recall(sent.id)
  await rig.repositories.endpoints.gone('push', rig.clock.now, 'http-410')
  expect(await withdraw(sent.id)).toBe(1)
  expect(rig.connectors.push.withdrawn).toEqual([])
  expect((await rig.tapals(sent))[0]).toMatchObject({ withdrawOwed: false })
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
