// Soochika and KCS together: what offices send through it arrives, and what they do with a letter stands in its trace.

import { type CollectedRig, openCollected } from '../collected-rig'
import { actOn, startSoochika } from './worker'

let rig: CollectedRig
beforeAll(async () => {
  rig = await openCollected('soochika', await startSoochika())
})
afterAll(() => rig.close())

test('a document that breaks off makes its letter wait, and it is taken the next time', async () => {
  await rig.write({ id: 'L1', letterNumber: 'A1/5/2026' })
  await rig.agent.knobs({ faults: [{ on: 'POST /office/documents', mode: 'cut' }] })
  expect(await rig.collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
  rig.clock.pass(3_600_000)
  expect(await rig.collect()).toMatchObject({ taken: 1, refused: 0, fault: '' })
})

test('what an office did with a letter stands in its trace: number, seats and files', async () => {
  const { tapal, key } = await rig.brought()
  for (const act of [
    { act: 'Opened' },
    { act: 'Moved', toSeat: 'ക്ലർക്ക് A1' },
    { act: 'Acknowledged' },
    { act: 'Filed', fileNo: 'A1-9/2026' },
  ])
    await actOn(rig.agent.agentUrl, key, act)
  expect(await rig.collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
  const after = (await rig.repositories.tapals.byId(tapal.id))!
  expect(after.diary?.number).toMatch(/^FO-1\/\d{4}$/)
  expect(after.events.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
  )
  expect(await rig.collect()).toMatchObject({ reports: 0, refused: 0 })
})

test('a refusal and a closing are collected, too', async () => {
  const [refused, closed] = [await rig.brought(), await rig.brought()]
  await actOn(rig.agent.agentUrl, refused.key, { act: 'Refused', code: 'NotSigned', remarks: 'ഒപ്പില്ല' })
  await actOn(rig.agent.agentUrl, closed.key, { act: 'Acknowledged' })
  await actOn(rig.agent.agentUrl, closed.key, { act: 'Closed' })
  expect(await rig.collect()).toMatchObject({ reports: 3, refused: 0, fault: '' })
  expect(await rig.repositories.tapals.byId(refused.tapal.id)).toMatchObject({
    state: 'refused',
    refusal: { code: 'not-signed', reason: 'ഒപ്പില്ല' },
  })
  expect(await rig.repositories.tapals.byId(closed.tapal.id)).toMatchObject({ state: 'closed' })
})
