// ILGMS and KCS together: what panchayats write there becomes letters of KCS, and what they do there stands in the trace.

import { newOutgoing, newParcel, PDF_SHA256, SETTINGS } from '../specimen'
import { type Rig as AgentRig, startRig } from '../rigs'
import { get, post } from '../reference-agents/running'
import { openRig, type Rig } from '../../services/letters/collect/rig'
import { BACK_OFF } from '../../support/world'
import { type CollectReport, collectFrom } from '../../../services/letters/collect/collect'
import { buildDispatch } from '../../support/builders'
import { buildTapal } from '../../support/build-tapal'
import { deliveryKey } from '../../../domain/letters/tapal/keys'
import { endSessions, setSessions } from './worker'

let rig: Rig
let agent: AgentRig
const startedAt = new Date()
beforeAll(async () => {
  agent = await startRig('ilgms')
  rig = await openRig()
  rig.clock.now = startedAt
  await rig.repositories.agents.add({
    ...{ id: 'IKM', name: 'ILGMS', offices: ['SEND', 'RECV'], endpoint: 'ILGMS', keys: [] },
    createdAt: rig.clock.now,
  })
  await rig.repositories.endpoints.save({
    ...{ id: 'ILGMS', mechanism: 'ilgms', agent: 'IKM', address: agent.endpoint.address },
    ...{ backOff: { ...BACK_OFF, initialMs: 20_000, factor: 3, maxMs: 3_600_000 }, concurrency: 4 },
    sealedSettings: JSON.stringify(SETTINGS),
  })
})
afterAll(async () => {
  await rig.close()
  await agent.stop()
})
afterEach(async () => {
  await agent.knobs({ faults: [] })
  await setSessions(agent.agentUrl, { callsPerSession: null, endedBy: 'status' })
})

/** One round, a minute after the one before. */
async function collect(): Promise<CollectReport> {
  rig.clock.pass(60_000)
  const deps = { ...rig.deps, connectors: { ...rig.deps.connectors, ilgms: agent.connector } }
  return collectFrom(deps, { endpoint: 'ILGMS' }, { beat: () => undefined })
}
const write = (change: Record<string, unknown>) =>
  agent.originate({
    ...newOutgoing(),
    office: 'SEND',
    sender: { seat: 'SEND/SO' },
    recipients: [{ office: 'RECV', purpose: 'action' }],
    ...change,
  })
interface Item {
  id: string
  state: string
  answer: string
}
const itemOf = async (id: string): Promise<Item | undefined> =>
  (await get<{ items: Item[] }>(`${agent.agentUrl}/desk/outbox`)).items.findLast((item) => item.id === id)
const dispatchOf = async (id: string) => rig.repositories.dispatches.byId((await itemOf(id))!.answer)

test('a letter of a panchayat is sent as one of the API, with its documents, and the clerk sees under which id', async () => {
  await write({ id: 'L1', letterNumber: 'A1/1/2026' })
  expect(await collect()).toMatchObject({ held: null, taken: 1, refused: 0, fault: '' })
  expect(await itemOf('L1')).toMatchObject({ state: 'taken' })
  expect(await dispatchOf('L1')).toMatchObject({
    sender: { office: 'SEND', seat: 'SEND/SO' },
    subject: 'മാസ റിപ്പോർട്ട്: monthly report <specimen>',
    letterNumber: 'A1/1/2026',
    letterDate: '2026-11-22',
    recipients: [{ office: 'RECV', purpose: 'action' }],
    documents: [{ sha256: PDF_SHA256, name: 'റിപ്പോർട്ട് report.pdf' }],
  })
  expect(await collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
})

test('one to an office that does not exist is refused with words for the clerk, and taken when it was corrected', async () => {
  await write({ id: 'L2', recipients: [{ office: 'NOWHERE', purpose: 'action' }] })
  await write({ id: 'L3' })
  expect(await collect()).toMatchObject({ taken: 1, refused: 1 })
  const refused = await itemOf('L2')
  expect(refused).toMatchObject({ state: 'rejected' })
  expect(refused!.answer).toContain('/recipients/0')
  await write({ id: 'L2', recipients: [{ office: 'RECV', purpose: 'action' }] })
  expect(await collect()).toMatchObject({ taken: 1, refused: 0 })
  expect(await itemOf('L2')).toMatchObject({ state: 'taken' })
})

test.each(['../../etc/passwd.pdf', 'a\\b.pdf', 'report', 'virus.exe'])(
  'a document that is called %s is refused, and leads nowhere',
  async (name) => {
    const id = `named ${name}`
    const [document] = newOutgoing()['documents'] as object[]
    await write({ id, documents: [{ ...document, name }] })
    expect(await collect()).toMatchObject({ taken: 0, refused: 1 })
    expect((await itemOf(id))!.answer).toContain('/documents/0')
  },
)

test.each(['status', 'body'])(
  'sessions that end at every second call, as the %s tells, cost no letter and double none',
  async (endedBy) => {
    const ids = Array.from({ length: 8 }, (_, index) => `${endedBy}-${index}`)
    for (const id of ids) await write({ id, letterNumber: id })
    await setSessions(agent.agentUrl, { callsPerSession: 1, endedBy })
    let taken = 0
    // A call at which the session ends twice has its round end; the next one goes on.
    for (let rounds = 0; taken < ids.length && rounds < 20; rounds += 1) taken += (await collect()).taken
    expect(taken).toBe(ids.length)
    for (const id of ids) expect(await dispatchOf(id)).toMatchObject({ letterNumber: id })
    const numbers = await rig.database
      .collection<{ letterNumber: string }>('dispatches')
      .find({ letterNumber: { $in: ids } })
      .toArray()
    expect(numbers).toHaveLength(ids.length)
  },
)

test('results that could not be told are told in the next round, and nothing is doubled', async () => {
  await write({ id: 'L4', letterNumber: 'A1/4/2026' })
  await agent.knobs({ faults: [{ on: 'POST /office/outbox/results', status: 500 }] })
  expect(await collect()).toMatchObject({ fault: 'http-500' })
  expect(await itemOf('L4')).toMatchObject({ state: 'waiting' })
  expect(await collect()).toMatchObject({ fault: '' })
  expect(await itemOf('L4')).toMatchObject({ state: 'taken' })
  const rows = await rig.database.collection('dispatches').countDocuments({ letterNumber: 'A1/4/2026' })
  expect(rows).toBe(1)
})

test('what a panchayat did with a tapal stands in its trace: seats, files and its own number', async () => {
  const tapal = buildTapal(buildDispatch(), startedAt, {
    ...{ mechanism: 'ilgms', endpoint: 'ILGMS', taking: 'diary' },
  })
  await rig.repositories.tapals.insert([tapal])
  const parcel = newParcel({ tapalId: tapal.id, deliveryKey: deliveryKey(tapal.id) })
  await agent.connector.deliver(agent.endpoint, [parcel])
  for (const act of [
    { event: 'OPENED' },
    { event: 'MOVED', toSeat: 'ക്ലർക്ക് A1' },
    { event: 'ENTERED', fileNo: 'A1-9/2026' },
    { event: 'PUT_IN_FILE', fileNo: 'A1/9' },
  ]) {
    await post(`${agent.agentUrl}/desk/inwards/${parcel.deliveryKey}/acts`, act)
    await endSessions(agent.agentUrl)
  }
  expect(await collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
  const after = (await rig.repositories.tapals.byId(tapal.id))!
  expect(after).toMatchObject({ state: 'in-process', diary: { number: 'A1-9/2026' } })
  expect(after.events.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
  )
  expect(await collect()).toMatchObject({ reports: 0, refused: 0 })
})
