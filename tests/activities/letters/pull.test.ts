import { createPullConnector } from '../../../connectors/pull'
import type { Caller } from '../../../services/access/right/identity'
import { callGone } from '../../../services/letters/endpoint/call-gone'
import { answerRecall } from '../../../services/letters/inward/answer-recall'
import { buildOffice } from '../../support/builders'
import { deliver } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
  const shelf = { wasGivenOut: rig.repositories.tapals.wasGivenOut }
  Object.assign(rig.connectors.pull, createPullConnector({ shelf, publicUrl: 'https://kcs.example' }))
})
afterEach(() => rig.close())

const giveOut = (offices: readonly string[], limit = 1) =>
  rig.repositories.tapals.giveOut(
    { endpoint: 'pull', offices },
    { id: 'lease', now: rig.clock.now, until: new Date(rig.clock.now.getTime() + 60_000), limit },
  )
const withdraw = (id: string) => run(() => rig.near().withdraw(id))
const recall = (id: string) => {
  const sender = { seat: 'SENDER/SO', holder: 'PEN1' }
  const at = { ...sender, at: rig.clock.now, reason: 'wrong annexure' }
  return rig.repositories.dispatches.recall(id, at, { kind: 'seat', ...sender })
}
const causes = (tapal: { events: readonly { cause: string }[] }) => tapal.events.map(({ cause }) => cause)

test('the lane lays its letters out and ends; nothing is tried again, and their transmission clocks run on', async () => {
  const sent = await rig.resolved(['pull', 'pull'])
  expect(await deliver(rig, sent.id, 'pull')).toMatchObject({ delivered: 0, parked: 0, owing: 2 })
  for (const tapal of await rig.tapals(sent)) {
    expect(tapal).toMatchObject({ state: 'handed-over', nextAttemptAt: null, claim: null, lease: null })
    expect(tapal).toMatchObject({ owes: true, dueAt: expect.any(Date) })
    expect(causes(tapal)).toEqual(['resolved', 'laid-out-for-agent'])
  }
  expect((await giveOut(sent.offices, 5)).given).toHaveLength(2)
})

test('a recall takes back at once what no agent has fetched', async () => {
  const sent = await rig.resolved(['pull'])
  await deliver(rig, sent.id, 'pull')
  await recall(sent.id)
  expect(await withdraw(sent.id)).toBe(1)
  const [tapal] = await rig.tapals(sent)
  expect(tapal).toMatchObject({ state: 'recalled', withdrawOwed: false })
  expect(causes(tapal!)).toContain('withdrawn-at-agent')
  expect((await giveOut(sent.offices)).given).toEqual([])
})

test('a recall of what an agent has fetched waits until the agent has come and said whether it gives it back', async () => {
  const sent = await rig.resolved(['pull'])
  await deliver(rig, sent.id, 'pull')
  await giveOut(sent.offices)
  await recall(sent.id)
  await expect(withdraw(sent.id)).rejects.toMatchObject({ type: 'Waiting', nonRetryable: false })
  const { id } = (await rig.tapals(sent))[0]!
  const agent = { id: 'puller', name: 'puller', offices: sent.offices, endpoint: 'pull', keys: [] }
  const caller: Caller = { kind: 'agent', keyId: 'k', agent: { ...agent, createdAt: rig.clock.now } }
  await answerRecall(rig, caller, { tapal: id, end: 'withdrawn' }, rig.clock.now)
  expect(await withdraw(sent.id)).toBe(0)
  expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'recalled', withdrawOwed: false })
})

test('where the endpoint is gone, what no agent has fetched goes by the next way, and what one has stays its own', async () => {
  const sent = await rig.resolved(['pull', 'pull'])
  const ways = [{ system: 'pull', endpoint: 'pull' }] as const
  const usual = { from: new Date('2020-01-01'), ways: [...ways], taking: 'diary', accepts: {} } as const
  await rig.repositories.offices.save(
    sent.offices.map((office) =>
      buildOffice(office, 'pull', { profiles: [{ ...usual, ways: [...ways], fallback: 'print' }] }),
    ),
  )
  await deliver(rig, sent.id, 'pull')
  const { given } = await giveOut(sent.offices)
  const operator = {
    kind: 'account',
    account: { login: 'op', employee: 'PEN9', roles: ['operator'] },
  } as unknown as Caller
  const deps = { ...rig, runs: { soon: () => undefined } as never }
  const on = { endpoint: 'pull', reason: 'replaced' }
  for (let times = 0; times < 2; times += 1) await callGone(deps, operator, on, rig.clock.now)
  await run(() => rig.delivery().drain('pull'))
  const rows = await rig.tapals(sent)
  const moved = rows.find(({ id }) => id !== given[0]!.id)!
  expect(moved).toMatchObject({ mechanism: 'print', endpoint: 'print', parked: true, lease: null })
  expect(causes(moved)).toEqual(['resolved', 'laid-out-for-agent', 'next-way-gone'])
  const kept = rows.find(({ id }) => id === given[0]!.id)!
  expect(kept).toMatchObject({ endpoint: 'pull', state: 'handed-over', parked: false })
})
