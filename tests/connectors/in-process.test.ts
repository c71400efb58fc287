// The connectors that lie inside KCS, on the real record: our own inbox, and the despatch list.

import { dayInKerala } from '../../domain/common/clock/ist'
import { type InsideRig, startInsideRig } from './inside-rig'

const year = (): number => Number(dayInKerala(new Date()).slice(0, 4))

describe('kcs-agent', () => {
  let rig: InsideRig
  beforeEach(async () => {
    rig = await startInsideRig('kcs-agent')
  })
  afterEach(() => rig.stop())

  test('delivery allots the inward number, the same one on a repeat', async () => {
    const parcel = rig.parcel()
    const expected = {
      tapalId: parcel.tapalId,
      outcome: { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber: `CDIT/IN/${year()}/000001` },
    }
    expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([expected])
    expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([expected])
    const [entry, ...others] = await rig.repositories.registers.entries('CDIT', 'inward', year())
    expect([entry?.subject, others]).toEqual([parcel.tapalId, []])
  })
})

describe('print', () => {
  let rig: InsideRig
  beforeEach(async () => {
    rig = await startInsideRig('print')
  })
  afterEach(() => rig.stop())

  const listed = async (): Promise<string[]> => {
    const list = await rig.repositories.despatchLists.list('ITD', dayInKerala(new Date()))
    return list.map(({ tapal }) => tapal)
  }

  test('delivery puts the tapal on the despatch list of the sending office, once', async () => {
    const parcel = rig.parcel()
    for (const _try of [1, 2])
      expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([
        { tapalId: parcel.tapalId, outcome: { kind: 'handed-over', cause: 'listed-for-post' } },
      ])
    expect(await listed()).toEqual([parcel.tapalId])
  })

  test('withdrawal strikes it off, also when repeated, and does not know what was never listed', async () => {
    const parcel = rig.parcel()
    expect(await rig.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'unseen' })
    await rig.connector.deliver(rig.endpoint, [parcel])
    for (const _try of [1, 2])
      expect(await rig.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'withdrawn' })
    expect(await listed()).toEqual([])
  })
})
