// A fault that is thrown on the way is that of one letter: it waits at growing times, and the letters beside it go.

import type { Repositories } from '../../../database'
import { deliver } from './lane'
import { openRig, type Rig, run } from './rig'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

type Tapals = Repositories['tapals']

/** Repositories in which a write of the outcome throws as soon as the tapal is among those written. */
function writesThrowFor(id: string): { tapals: Tapals } {
  const refuse = (ids: readonly string[]): void => {
    if (ids.includes(id)) throw new Error('a fault of KCS')
  }
  const { tapals } = rig.repositories
  return {
    tapals: {
      ...tapals,
      async applyToAll(ids, ...rest) {
        refuse(ids)
        return tapals.applyToAll(ids, ...rest)
      },
      async applyEach(changes, ...rest) {
        refuse(changes.map((change) => change.id))
        return tapals.applyEach(changes, ...rest)
      },
    },
  }
}

test.each(['push', 'kcs-agent'] as const)(
  'of 501 letters by %s one at which writing always throws waits at growing times, and delays none of the others',
  async (mechanism) => {
    const sent = await rig.resolved(Array.from({ length: 501 }, () => mechanism))
    const bad = (await rig.tapals(sent))[0]!
    const lane = rig.delivery(writesThrowFor(bad.id))
    const turn = (): Promise<unknown> =>
      run(() => lane.deliver(sent.id, mechanism, 0)).catch((error: unknown) => error)
    expect(await turn()).toMatchObject({ type: 'Waiting' })
    const [first, ...others] = await rig.tapals(sent)
    expect(others.filter(({ state, attempts }) => state === 'delivered' && attempts === 1)).toHaveLength(500)
    expect(first).toMatchObject({ state: 'routed', attempts: 1 })
    const waits = [first!.nextAttemptAt!.getTime() - rig.clock.now.getTime()]
    for (let n = 0; n < 3; n += 1) {
      rig.clock.pass(waits.at(-1)!)
      expect(await turn()).toMatchObject({ type: 'Waiting' })
      const [row] = await rig.tapals(sent)
      waits.push(row!.nextAttemptAt!.getTime() - rig.clock.now.getTime())
    }
    for (const [n, ms] of waits.entries()) if (n > 0) expect(ms).toBeGreaterThan(waits[n - 1]!)
    // Once the fault is mended, it goes as well.
    rig.clock.pass(waits.at(-1)!)
    await deliver(rig, sent.id, mechanism)
    expect((await rig.tapals(sent))[0]).toMatchObject({ state: 'delivered' })
  },
)

test('a letter at which the connector throws is in doubt and waits, and the others of its batch are delivered at once', async () => {
  const sent = await rig.resolved(Array.from({ length: 120 }, () => 'kcs-agent' as const))
  rig.connectors['kcs-agent'].answer(({ recipient }) => {
    if (recipient.office.code === sent.offices[7]) throw new Error('a bug')
    return { kind: 'delivered' }
  })
  await deliver(rig, sent.id, 'kcs-agent').catch(() => undefined)
  const rows = await rig.tapals(sent)
  expect(rows.filter(({ state }) => state === 'delivered')).toHaveLength(119)
  expect(rows[7]).toMatchObject({ state: 'handed-over', attempts: 1, claim: null })
  expect(rows[7]!.nextAttemptAt!.getTime()).toBeGreaterThan(rig.clock.now.getTime())
})

test('a letter whose parcel cannot be put together waits, and has not left the house', async () => {
  const sent = await rig.resolved(Array.from({ length: 20 }, () => 'push' as const))
  const { seats } = rig.repositories
  const bad = (await rig.tapals(sent))[3]!.seat
  const lane = rig.delivery({
    seats: {
      ...seats,
      async byIds(ids) {
        if (ids.includes(bad)) throw new Error('a bug')
        return seats.byIds(ids)
      },
    },
  })
  await run(() => lane.deliver(sent.id, 'push', 0)).catch(() => undefined)
  const rows = await rig.tapals(sent)
  expect(rows.filter(({ state }) => state === 'delivered')).toHaveLength(19)
  expect(rows[3]).toMatchObject({ state: 'routed', attempts: 1, claim: null })
  expect(rows[3]!.events.at(-1)).toMatchObject({ cause: 'retry-later', code: 'connector-fault' })
  expect(rig.connectors.push.calls).toHaveLength(19)
})

test('a lane that the database fails waits longer each time, at most a minute, and at once shorter when it has worked', async () => {
  const sent = await rig.resolved(['push'])
  let isDown = true
  const { tapals } = rig.repositories
  const lane = rig.delivery({
    tapals: {
      ...tapals,
      async claim(...args) {
        if (isDown) throw new Error('the database is away')
        return tapals.claim(...args)
      },
    },
  })
  const turn = (): Promise<unknown> =>
    run(() => lane.deliver(sent.id, 'push', 0)).catch((error: unknown) => error)
  const waits: unknown[] = []
  for (let n = 0; n < 9; n += 1) waits.push(((await turn()) as { nextRetryDelay: unknown }).nextRetryDelay)
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
  isDown = false
  rig.connectors.push.answer(() => ({ kind: 'busy', code: 'http-503', afterMs: 5_000 }))
  expect(await turn()).toMatchObject({ type: 'Waiting' })
  isDown = true
  expect(await turn()).toMatchObject({ nextRetryDelay: 1_000 })
})
