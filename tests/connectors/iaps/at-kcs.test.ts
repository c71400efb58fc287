// iAPS and KCS together: what offices do and send stands in the record, and what is wrong is told to their clerks.

import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import { FOLDERS } from '../../../connectors/iaps/schema'
import { type CollectedRig, openCollected } from '../collected-rig'
import { type IapsRig, manifestOf, startIaps } from './rig'

let agent: IapsRig
let rig: CollectedRig
let letter: Record<string, unknown>
beforeAll(async () => {
  agent = await startIaps()
  rig = await openCollected('iaps', agent)
  letter = (await manifestOf(agent, () => rig.write({ id: 'whole' }))).content
})
afterAll(() => rig.close())

test('what an office did with a letter stands in its trace: desks, files and its own number', async () => {
  const { tapal, key } = await rig.brought()
  for (const act of [
    { act: 'opened' },
    { act: 'moved', toSeat: 'ക്ലർക്ക് A1' },
    { act: 'taken', inwardNumber: 'POL/9/2026' },
    { act: 'filed', fileNumber: 'A1/9' },
  ])
    await agent.act(key, act)
  expect(await rig.collect()).toMatchObject({ reports: 4, fault: '' })
  const after = (await rig.repositories.tapals.byId(tapal.id))!
  expect(after).toMatchObject({ state: 'in-process', diary: { number: 'POL/9/2026' } })
  expect(after.events.map(({ cause }) => cause)).toEqual(
    expect.arrayContaining(['opened-at-agent', 'marked', 'acknowledged-by-agent', 'put-in-file']),
  )
  expect(await rig.collect()).toMatchObject({ reports: 0, refused: 0 })
})

test.each<[string, object, string]>([
  ['confidential', { grade: 'secret' }, '/classification'],
  ['a document with another checksum than it states', { files: 'damaged' }, '/documents/0'],
])('a letter is refused that is or has %s; others beside it are taken', async (what, change, pointer) => {
  const id = `bad-${pointer.length}`
  const files = (letter['files'] as object[]).map((file) => ({ ...file, sha256: '0'.repeat(64) }))
  const content = { ...letter, ...change, id, ...('files' in change ? { files } : {}) }
  await writeFile(join(agent.drop, FOLDERS.out, `${id}.letter.json`), JSON.stringify(content))
  await rig.write({ id: `beside ${what}`, letterNumber: `beside ${what}` })
  expect(await rig.collect()).toMatchObject({ refused: 1, fault: '' })
  const verdicts = await agent.names('done')
  expect(verdicts.some((name) => name.endsWith(`.${id}.letter.json`))).toBe(true)
  expect(await rig.itemOf(`beside ${what}`)).toMatchObject({ state: 'taken' })
  const row = await rig.database.collection('collects').findOne({})
  const entries = row!['entries'] as { key: string; faults: { pointer: string }[] }[]
  const refused = entries.find(({ key }) => key === id)
  expect(refused!.faults[0]!.pointer).toContain(pointer)
})
