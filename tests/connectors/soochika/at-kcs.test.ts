// Soochika and KCS together: letters are acknowledged by their inward numbers, and those in doubt are asked about and never doubled.

import { type LaneRig, openLane } from '../lane-rig'
import { faultEnvelope, inwardsUnder, startSoochika } from './worker'

let rig: LaneRig
beforeEach(async () => {
  rig = await openLane('soochika', await startSoochika())
})
afterEach(() => rig.close())

test('a letter is acknowledged by the inward number, with section and year', async () => {
  const id = await rig.letter()
  await rig.round(id)
  expect(await rig.tapalOf(id)).toMatchObject({
    reference: 'PRE-1',
    diary: { number: expect.stringMatching(/^.+-1\/\d{4}$/) as string },
  })
})

test.each([
  ['cut', true],
  ['cut', false],
])(
  'a letter of which nothing was said (%s, after its effect: %j) lies there once',
  async (mode, afterEffect) => {
    await rig.agent.knobs({ faults: [{ on: rig.agent.deliveryCall, mode, afterEffect }] })
    const id = await rig.letter()
    await rig.round(id)
    expect(await rig.tapalOf(id)).toMatchObject({ state: 'handed-over' })
    // Asked what became of it, and where it was never seen sent again.
    for (let rounds = 0; rounds < 3 && (await rig.tapalOf(id)).nextAttemptAt !== null; rounds += 1) {
      rig.clock.pass(await rig.waitOf(id))
      await rig.round(id)
    }
    expect(await rig.tapalOf(id)).toMatchObject({ reference: 'PRE-1', diary: {} })
    expect(await inwardsUnder(rig.agent.agentUrl, await rig.keyOf(id))).toHaveLength(1)
  },
)

test('a letter that is refused has its code, the words of the office and the right office', async () => {
  const error = '<Code>NotThisOffice</Code><Remarks>ഇവിടെയല്ല</Remarks><RightOffice>RECV</RightOffice>'
  const body = faultEnvelope('Client', error)
  await rig.agent.knobs({ faults: [{ on: rig.agent.deliveryCall, status: 500, body }] })
  const id = await rig.letter()
  await rig.round(id)
  expect(await rig.tapalOf(id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'not-for-this-office', reason: 'ഇവിടെയല്ല', rightOffice: 'RECV' },
  })
})
