// Every system that is asked for its letters: what its offices write becomes letters of KCS, once, and its clerks are told.

import { type AgentSystem } from '../../domain/letters/systems'
import { type CollectedRig, openCollected } from './collected-rig'
import { newOutgoing, PDF_SHA256 } from './specimen'

/** The call by which each is told what became of its letters. */
const VERDICTS: readonly (readonly [AgentSystem, string])[] = [
  ['ddfs', 'POST /office/outgoing/verdicts'],
  ['iaps', 'MOVE /office/verdicts/'],
  ['ilgms', 'POST /office/outbox/results'],
  ['soochika', 'POST /office/outbox'],
]

describe.each(VERDICTS)('%s', (system, verdicts) => {
  let rig: CollectedRig
  beforeAll(async () => {
    rig = await openCollected(system)
  })
  afterAll(() => rig.close())
  afterEach(() => rig.agent.knobs({ faults: [] }))

  test('a letter of an office is sent as one of the API, with its documents, and its clerk sees under which id', async () => {
    await rig.write({ id: 'L1', letterNumber: 'A1/1/2026' })
    expect(await rig.collect()).toMatchObject({ held: null, taken: 1, refused: 0, fault: '' })
    expect(await rig.itemOf('L1')).toMatchObject({ state: 'taken' })
    expect(await rig.dispatchOf('L1')).toMatchObject({
      sender: { office: 'SEND', seat: 'SEND/SO' },
      subject: 'മാസ റിപ്പോർട്ട്: monthly report <specimen>',
      ...{ letterNumber: 'A1/1/2026', letterDate: '2026-11-22' },
      recipients: [{ office: 'RECV', purpose: 'action' }],
      documents: [{ sha256: PDF_SHA256, name: 'റിപ്പോർട്ട് report.pdf' }],
    })
    expect(await rig.collect()).toMatchObject({ taken: 0, refused: 0, fault: '' })
  })

  test('a letter with a fault is refused with words for its clerk, and taken when it was corrected', async () => {
    await rig.write({ id: 'L2', recipients: [{ office: 'NOWHERE', purpose: 'action' }] })
    await rig.write({ id: 'L3', letterNumber: 'A1/3/2026' })
    expect(await rig.collect()).toMatchObject({ taken: 1, refused: 1 })
    expect(await rig.itemOf('L2')).toMatchObject({
      state: 'rejected',
      answer: expect.stringContaining('/recipients/0') as string,
    })
    await rig.write({ id: 'L2', letterNumber: 'A1/2/2026' })
    expect(await rig.collect()).toMatchObject({ taken: 1, refused: 0 })
    expect(await rig.itemOf('L2')).toMatchObject({ state: 'taken' })
  })

  test.each(['../../etc/passwd.pdf', 'a\\b.pdf', 'report', 'virus.exe'])(
    'a document that is called %s is refused, and leads nowhere',
    async (name) => {
      const id = `named ${name}`
      const [document] = newOutgoing()['documents'] as object[]
      await rig.write({ id, documents: [{ ...document, name }] })
      expect(await rig.collect()).toMatchObject({ taken: 0, refused: 1 })
      expect((await rig.itemOf(id)).answer).toContain('/documents/0')
    },
  )

  test.each(['before', 'after'])(
    'what it was told, and was cut off %s it arrived, is told again, and nothing is doubled',
    async (when) => {
      const letterNumber = `cut ${when}`
      await rig.write({ id: letterNumber, letterNumber })
      rig.spoilVerdicts({ on: verdicts, mode: 'cut', afterEffect: when === 'after' })
      expect(await rig.collect()).toMatchObject({ fault: 'connection-lost' })
      rig.clock.pass(3_600_000)
      expect(await rig.collect()).toMatchObject({ fault: '' })
      expect(await rig.itemOf(letterNumber)).toMatchObject({ state: 'taken' })
      expect(await rig.database.collection('dispatches').countDocuments({ letterNumber })).toBe(1)
    },
  )
})
