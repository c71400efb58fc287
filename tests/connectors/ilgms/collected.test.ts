// ILGMS and KCS together: sessions that end cost no letter, and what panchayats do with a tapal stands in its trace.

import { type CollectedRig, openCollected } from '../collected-rig'
import { post } from '../reference-agents/running'
import { endSessions, setSessions } from './worker'

let rig: CollectedRig
beforeAll(async () => {
  rig = await openCollected('ilgms')
})
afterAll(() => rig.close())
afterEach(async () => {
  await rig.agent.knobs({ faults: [] })
  await setSessions(rig.agent.agentUrl, { callsPerSession: null, endedBy: 'status' })
})

test.each(['status', 'body'])(
  'sessions that end at every second call, as the %s tells, cost no letter and double none',
  async (endedBy) => {
    const ids = Array.from({ length: 8 }, (_, index) => `${endedBy}-${index}`)
    for (const id of ids) await rig.write({ id, letterNumber: id })
    await setSessions(rig.agent.agentUrl, { callsPerSession: 1, endedBy })
    let taken = 0
    // A call at which the session ends twice has its round end; the next one goes on.
    for (let rounds = 0; taken < ids.length && rounds < 20; rounds += 1) taken += (await rig.collect()).taken
    expect(taken).toBe(ids.length)
    for (const id of ids) expect(await rig.dispatchOf(id)).toMatchObject({ letterNumber: id })
    const numbers = await rig.database
      .collection<{ letterNumber: string }>('dispatches')
      .find({ letterNumber: { $in: ids } })
      .toArray()
    expect(numbers).toHaveLength(ids.length)
  },
)

test('results that could not be told are told in the next round, and nothing is doubled', async () => {
  await rig.write({ id: 'L4', letterNumber: 'A1/4/2026' })
  await rig.agent.knobs({ faults: [{ on: 'POST /office/outbox/results', status: 500 }] })
  expect(await rig.collect()).toMatchObject({ fault: 'http-500' })
  expect(await rig.itemOf('L4')).toMatchObject({ state: 'waiting' })
  expect(await rig.collect()).toMatchObject({ fault: '' })
  expect(await rig.itemOf('L4')).toMatchObject({ state: 'taken' })
  const rows = await rig.database.collection('dispatches').countDocuments({ letterNumber: 'A1/4/2026' })
  expect(rows).toBe(1)
})

test('what a panchayat did with a tapal stands in its trace: seats, files and its own number', async () => {
  const { tapal, key } = await rig.brought()
  for (const act of [
    { event: 'OPENED' },
    { event: 'MOVED', toSeat: 'ക്ലർക്ക് A1' },
    { event: 'ENTERED', fileNo: 'A1-9/2026' },
    { event: 'PUT_IN_FILE', fileNo: 'A1/9' },
  ]) {
    await post(`${rig.agent.agentUrl}/desk/inwards/${key}/acts`, act)
    await endSessions(rig.agent.agentUrl)
  }
  expect(await rig.collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
  const after = (await rig.repositories.tapals.byId(tapal.id))!
  expect(after).toMatchObject({ state: 'in-process', diary: { number: 'A1-9/2026' } })
  expect(after.events.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
  )
  expect(await rig.collect()).toMatchObject({ reports: 0, refused: 0 })
})
