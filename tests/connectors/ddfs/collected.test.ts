// DDFS and KCS together: what offices do with a letter stands in its trace.

import { type CollectedRig, openCollected } from '../collected-rig'
import { actOn } from './worker'

let rig: CollectedRig
beforeAll(async () => {
  rig = await openCollected('ddfs')
})
afterAll(() => rig.close())

test('what an office did with a letter stands in its trace: desks, files and its own number', async () => {
  const { tapal, key } = await rig.brought()
  for (const act of [
    { act: 'OPENED' },
    { act: 'MOVED', toDesk: 'ക്ലർക്ക് A1' },
    { act: 'ACKNOWLEDGED', diaryNo: 'DTE/9/2026' },
    { act: 'PUT_IN_FILE', fileNo: 'A1/9' },
  ])
    await actOn(rig.agent.agentUrl, key, act)
  expect(await rig.collect()).toMatchObject({ reports: 4, refused: 0, fault: '' })
  const after = (await rig.repositories.tapals.byId(tapal.id))!
  expect(after).toMatchObject({ state: 'in-process', diary: { number: 'DTE/9/2026' } })
  expect(after.events.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
  )
  expect(await rig.collect()).toMatchObject({ reports: 0, refused: 0 })
})
