// The connectors that lie inside KCS: our own inbox, and the despatch list.

import { type Rig, startRig } from './rigs'

describe('kcs-agent', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig('kcs-agent')
  })
  afterEach(() => rig.stop())

  test('delivery allots the inward number, the same one on a repeat', async () => {
    const parcel = rig.parcel()
    const expected = {
      tapalId: parcel.tapalId,
      outcome: { kind: 'delivered', cause: 'delivered-to-inbox', inwardNumber: 'CDIT/IN/2026/1' },
    }
    expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([expected])
    expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([expected])
  })
})

describe('print', () => {
  let rig: Rig
  beforeEach(async () => {
    rig = await startRig('print')
  })
  afterEach(() => rig.stop())

  test('delivery puts the tapal on the despatch list of the sending office', async () => {
    const parcel = rig.parcel()
    expect(await rig.connector.deliver(rig.endpoint, [parcel])).toEqual([
      { tapalId: parcel.tapalId, outcome: { kind: 'handed-over', cause: 'listed-for-post' } },
    ])
    expect(rig.enlisted.get(parcel.tapalId)).toBe('ITD')
  })

  test('withdrawal strikes it off, and then finds nothing', async () => {
    const parcel = rig.parcel()
    await rig.connector.deliver(rig.endpoint, [parcel])
    expect(await rig.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'withdrawn' })
    expect(rig.enlisted.size).toBe(0)
    expect(await rig.connector.withdraw!(rig.endpoint, parcel)).toEqual({ kind: 'unseen' })
  })
})
