// DDFS and KCS together: letters on their way there are asked about at growing waits and never doubled; what is sent there arrives.

import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { createStore } from '../../../process/compose'
import { newId } from '../../../process/new-id'
import { readLetter } from '../../../process/read-letter'
import { type CollectReport, collectFrom } from '../../../services/letters/collect/collect'
import { deliver } from '../../activities/letters/lane'
import { openRig, type Rig, run } from '../../activities/letters/rig'
import { buildTapal } from '../../support/build-tapal'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { OPEN_SECRETS } from '../../support/open-secrets'
import { recordingRuns } from '../../support/recording-runs'
import { get } from '../reference-agents/running'
import { type Rig as AgentRig, startRig } from '../rigs'
import { newOutgoing, newParcel, PDF_SHA256, SETTINGS } from '../specimen'
import { actOn, BENCH, jobsUnder, setBench } from './worker'

let rig: Rig
let agent: AgentRig
beforeEach(async () => {
  agent = await startRig('ddfs')
  rig = await openRig()
  rig.clock.now = new Date()
  Object.assign(rig.connectors.ddfs, agent.connector)
  await rig.repositories.endpoints.save({
    ...{ id: 'ddfs', mechanism: 'ddfs', agent: 'DTE', address: agent.endpoint.address, concurrency: 4 },
    backOff: { initialMs: 20_000, factor: 3, maxMs: 3_600_000, maxAttempts: 0 },
    sealedSettings: JSON.stringify(SETTINGS),
  })
  await rig.repositories.offices.save([buildOffice('CDIT', 'ddfs'), buildOffice('RECV')])
  await rig.repositories.seats.save([buildSeat('CDIT/TAPAL'), buildSeat('RECV/TAPAL')])
})
afterEach(async () => {
  await rig.close()
  await agent.stop()
})

/** A letter to the office that has DDFS, resolved. */
async function letter(): Promise<string> {
  const { dispatch } = await rig.repositories.dispatches.accept(
    buildDispatch({ acceptedAt: rig.clock.now, recipients: [{ office: 'CDIT', purpose: 'action' }] }),
  )
  await run(() => rig.near().resolveRecipients(dispatch.id))
  return dispatch.id
}
const tapalOf = async (id: string) => (await rig.repositories.tapals.ofDispatch(id, 10))[0]!
/** One round of the lane; it asks to be run again while something waits. */
const round = (id: string) => deliver(rig, id, 'ddfs').catch(() => undefined)
/** Milliseconds until the next try. */
const waitOf = async (id: string) => (await tapalOf(id)).nextAttemptAt!.getTime() - rig.clock.now.getTime()
const lying = async (id: string) => jobsUnder(agent.agentUrl, deliveryKey((await tapalOf(id)).id))

test('a job is asked about at growing waits, without a try of sending, until the letter has its diary number', async () => {
  await setBench(agent.agentUrl, { processMs: null })
  const id = await letter()
  await round(id)
  expect(await tapalOf(id)).toMatchObject({ state: 'handed-over', reference: 'PRE-J1' })
  const waits: number[] = []
  for (let asked = 0; asked < 4; asked += 1) {
    waits.push(await waitOf(id))
    rig.clock.pass(waits.at(-1)!)
    await round(id)
  }
  expect(waits).toEqual([20_000, 60_000, 180_000, 540_000])
  expect(await lying(id)).toHaveLength(1)

  await setBench(agent.agentUrl, BENCH)
  rig.clock.pass(await waitOf(id))
  await round(id)
  expect(await tapalOf(id)).toMatchObject({
    state: 'delivered',
    diary: { number: expect.stringMatching(/^PRE\/1\//) as string },
  })
  expect(await lying(id)).toHaveLength(1)
})

test.each<[string, Record<string, unknown>]>([
  ['in doubt', { mode: 'cut' }],
  ['not in doubt, as far as its answer tells', { status: 500 }],
])(
  'a letter that was taken and of which KCS is %s is looked up and lies there once',
  async (_what, fault) => {
    await agent.knobs({ faults: [{ on: agent.deliveryCall, afterEffect: true, ...fault }] })
    const id = await letter()
    await round(id)
    rig.clock.pass(await waitOf(id))
    await round(id)
    expect(await tapalOf(id)).toMatchObject({ state: 'delivered', diary: {} })
    expect(await lying(id)).toHaveLength(1)
  },
)

test('a letter whose job failed is sent again by the next question, and lies there once', async () => {
  await setBench(agent.agentUrl, { failJobs: 1 })
  const id = await letter()
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await round(id)
    rig.clock.pass((await tapalOf(id)).nextAttemptAt ? await waitOf(id) : 0)
  }
  expect(await tapalOf(id)).toMatchObject({ state: 'delivered' })
  expect((await lying(id)).map(({ state }) => state)).toEqual(['FAILED', 'FILED'])
})

test('a refusal found by a question has its code, its words and the right office', async () => {
  await setBench(agent.agentUrl, {
    reject: { fault: 'OTHER_OFFICE', remarks: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
  })
  const id = await letter()
  await round(id)
  rig.clock.pass(await waitOf(id))
  await round(id)
  expect(await tapalOf(id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'not-for-this-office', reason: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
  })
})

describe('what is collected', () => {
  async function collect(): Promise<CollectReport> {
    rig.clock.pass(60_000)
    const store = createStore(rig.database, () => rig.clock.now)
    await store.prepare()
    const deps = {
      ...{ repositories: rig.repositories, store, runs: recordingRuns(), readLetter, newId },
      ...{ secrets: OPEN_SECRETS, connectors: rig.connectors, random: () => 0.5, now: () => rig.clock.now },
    }
    return collectFrom(deps, { endpoint: 'ddfs' }, { beat: () => undefined })
  }
  beforeEach(async () => {
    await rig.repositories.agents.add({
      ...{ id: 'DTE', name: 'DDFS', offices: ['CDIT'], endpoint: 'ddfs', keys: [], createdAt: rig.clock.now },
    })
  })
  const write = (change: Record<string, unknown>) =>
    agent.originate({
      ...newOutgoing(),
      sender: { seat: 'CDIT/TAPAL' },
      recipients: [{ office: 'RECV', purpose: 'action' }],
      ...change,
    })
  const itemOf = async (id: string) => {
    const { items } = await get<{ items: { id: string; state: string; answer: string }[] }>(
      `${agent.agentUrl}/desk/outbox`,
    )
    return items.findLast((item) => item.id === id)!
  }

  test('a letter of an office is sent as one of the API, with its documents, and the clerk sees under which id', async () => {
    await write({ id: 'L1', letterNumber: 'A1/1/2026' })
    expect(await collect()).toMatchObject({ held: null, taken: 1, refused: 0, fault: '' })
    const item = await itemOf('L1')
    expect(item).toMatchObject({ state: 'taken' })
    expect(await rig.repositories.dispatches.byId(item.answer)).toMatchObject({
      sender: { office: 'CDIT', seat: 'CDIT/TAPAL' },
      subject: 'മാസ റിപ്പോർട്ട്: monthly report <specimen>',
      letterNumber: 'A1/1/2026',
      documents: [{ sha256: PDF_SHA256, name: 'റിപ്പോർട്ട് report.pdf' }],
    })
    expect(await collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
  })

  test('a letter with a fault is refused with words for the clerk, and taken when it was corrected', async () => {
    await write({ id: 'L1', recipients: [{ office: 'NOWHERE', purpose: 'action' }] })
    await write({ id: 'L2', letterNumber: 'A1/2/2026' })
    expect(await collect()).toMatchObject({ taken: 1, refused: 1 })
    expect(await itemOf('L1')).toMatchObject({
      state: 'rejected',
      answer: expect.stringContaining('/recipients/0') as string,
    })
    await write({ id: 'L1', letterNumber: 'A1/3/2026' })
    expect(await collect()).toMatchObject({ taken: 1, refused: 0 })
    expect(await itemOf('L1')).toMatchObject({ state: 'taken' })
  })

  test('a document whose name leads elsewhere is refused', async () => {
    const [document] = newOutgoing()['documents'] as object[]
    await write({ id: 'L1', documents: [{ ...document, name: '../../etc/passwd.pdf' }] })
    expect(await collect()).toMatchObject({ taken: 0, refused: 1 })
    expect((await itemOf('L1')).answer).toContain('/documents/0')
  })

  test.each(['before', 'after'])(
    'verdicts that were cut off %s they arrived are given again, and nothing is doubled',
    async (when) => {
      await write({ id: 'L1', letterNumber: 'A1/4/2026' })
      await agent.knobs({
        faults: [{ on: 'POST /office/outgoing/verdicts', mode: 'cut', afterEffect: when === 'after' }],
      })
      expect(await collect()).toMatchObject({ fault: 'connection-lost' })
      rig.clock.pass(3_600_000)
      expect(await collect()).toMatchObject({ fault: '' })
      expect(await itemOf('L1')).toMatchObject({ state: 'taken' })
      const rows = rig.database.collection('dispatches')
      expect(await rows.countDocuments({ letterNumber: 'A1/4/2026' })).toBe(1)
    },
  )

  test('what an office did with a letter stands in its trace: desks, files and its own number', async () => {
    const tapal = buildTapal(buildDispatch(), rig.clock.now, {
      ...{ mechanism: 'ddfs', endpoint: 'ddfs', taking: 'diary' },
    })
    await rig.repositories.tapals.insert([tapal])
    const key = deliveryKey(tapal.id)
    await agent.connector.deliver(agent.endpoint, [newParcel({ tapalId: tapal.id, deliveryKey: key })])
    for (const act of [
      { act: 'OPENED' },
      { act: 'MOVED', toDesk: 'ക്ലർക്ക് A1' },
      { act: 'ACKNOWLEDGED', diaryNo: 'DTE/9/2026' },
      { act: 'PUT_IN_FILE', fileNo: 'A1/9' },
    ])
      await actOn(agent.agentUrl, key, act)
    expect(await collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
    const after = (await rig.repositories.tapals.byId(tapal.id))!
    expect(after).toMatchObject({ state: 'in-process', diary: { number: 'DTE/9/2026' } })
    expect(after.events.map(({ cause }) => cause)).toEqual(
      expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
    )
    expect(await collect()).toMatchObject({ reports: 0, refused: 0 })
  })
})
