// DDFS and KCS together: letters on their way there are asked about at growing waits and never doubled.

import { type LaneRig, openLane } from '../lane-rig'
import { BENCH, jobsUnder, setBench } from './worker'

let rig: LaneRig
beforeEach(async () => {
  rig = await openLane('ddfs')
})
afterEach(() => rig.close())

const lying = async (id: string) => jobsUnder(rig.agent.agentUrl, await rig.keyOf(id))

test('a job is asked about at growing waits, without a try of sending, until the letter has its diary number', async () => {
  await setBench(rig.agent.agentUrl, { processMs: null })
  const id = await rig.letter()
  await rig.round(id)
  expect(await rig.tapalOf(id)).toMatchObject({ state: 'handed-over', reference: 'PRE-J1' })
  const waits: number[] = []
  for (let asked = 0; asked < 4; asked += 1) {
    waits.push(await rig.waitOf(id))
    rig.clock.pass(waits.at(-1)!)
    await rig.round(id)
  }
  expect(waits).toEqual([20_000, 60_000, 180_000, 540_000])
  expect(await lying(id)).toHaveLength(1)

  await setBench(rig.agent.agentUrl, BENCH)
  rig.clock.pass(await rig.waitOf(id))
  await rig.round(id)
  expect(await rig.tapalOf(id)).toMatchObject({
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
    await rig.agent.knobs({ faults: [{ on: rig.agent.deliveryCall, afterEffect: true, ...fault }] })
    const id = await rig.letter()
    await rig.round(id)
    rig.clock.pass(await rig.waitOf(id))
    await rig.round(id)
    expect(await rig.tapalOf(id)).toMatchObject({ state: 'delivered', diary: {} })
    expect(await lying(id)).toHaveLength(1)
  },
)

test('a letter whose job failed is sent again by the next question, and lies there once', async () => {
  await setBench(rig.agent.agentUrl, { failJobs: 1 })
  const id = await rig.letter()
  for (let rounds = 0; rounds < 3; rounds += 1) {
    await rig.round(id)
    rig.clock.pass((await rig.tapalOf(id)).nextAttemptAt ? await rig.waitOf(id) : 0)
  }
  expect(await rig.tapalOf(id)).toMatchObject({ state: 'delivered' })
  expect((await lying(id)).map(({ state }) => state)).toEqual(['FAILED', 'FILED'])
})

test('a refusal found by a question has its code, its words and the right office', async () => {
  await setBench(rig.agent.agentUrl, {
    reject: { fault: 'OTHER_OFFICE', remarks: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
  })
  const id = await rig.letter()
  await rig.round(id)
  rig.clock.pass(await rig.waitOf(id))
  await rig.round(id)
  expect(await rig.tapalOf(id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'not-for-this-office', reason: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
  })
})
