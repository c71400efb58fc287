import type { Urgency } from '../../../domain/letters/dispatch/dispatch'
import { LATER, lettersToOwnEndpoints } from './lane'
import { openRig, type Rig, run } from './rig'
import { pauseEndpoint } from '../../support/pause-endpoint'

let rig: Rig
const TIMES = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 10 }
const probe = (probes = 0) => run(() => rig.near().probe('push', probes))
const drain = (id = 'push') => run(() => rig.delivery().drain(id))
const endpoint = () => rig.repositories.endpoints.byId('push')

/** A paused endpoint with one parked letter for each urgency. */
async function parked(urgencies: readonly Urgency[] = ['normal']) {
  await pause('kcs')
  const sent = []
  for (const urgency of urgencies) {
    rig.clock.pass(1_000)
    const one = await rig.resolved(['push'], { urgency, times: TIMES })
    await run(() => rig.delivery().deliver(one.id, 'push', 0))
    sent.push(one)
  }
  rig.words.length = 0
  return sent
}
const pause = (by: 'kcs' | 'operator') =>
  by === 'kcs'
    ? rig.repositories.endpoints.trip('push', 'test', rig.clock.now)
    : pauseEndpoint(rig.repositories, 'push', by, 'test', rig.clock.now)
const stateOf = async (sent: { id: string; offices: string[] }) => (await rig.tapals(sent))[0]!.state

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

describe('the probe of a paused endpoint', () => {
  test('that is still down says how long to wait, longer each time', async () => {
    await parked()
    rig.connectors.push.up(() => false)
    expect(await probe(0)).toEqual({ next: 'wait', mechanism: 'push', waitMs: 100, parked: 1 })
    expect(await probe(1)).toMatchObject({ waitMs: 200 })
    expect(await probe(9)).toMatchObject({ waitMs: 1_000 })
    expect(await endpoint()).toMatchObject({ state: 'paused' })
  })

  test('that answers again says: drain', async () => {
    await parked()
    expect(await probe()).toMatchObject({ next: 'drain', parked: 1 })
  })

  test('that an operator paused waits for the operator, and is not called', async () => {
    await parked()
    await pause('operator')
    rig.connectors.push.up(() => {
      throw new Error('it must not be asked')
    })
    expect(await probe()).toMatchObject({ next: 'operator', parked: 1 })
  })

  test('that is open has nothing more to do, unless something is still parked', async () => {
    expect(await probe()).toMatchObject({ next: 'done', parked: 0 })
    await parked()
    await rig.repositories.endpoints.open('push')
    expect(await probe()).toMatchObject({ next: 'drain', parked: 1 })
  })

  test('that nobody knows is done', async () => {
    expect(await run(() => rig.near().probe('nobody', 0))).toMatchObject({ next: 'done' })
  })
})

describe('draining', () => {
  test('delivers urgent letters first and then the oldest, tells each dispatch, and opens the endpoint', async () => {
    const sent = await parked(['normal', 'normal', 'immediate', 'urgent'])
    expect(await drain()).toEqual({ delivered: 4, left: 0, faults: 0, goesOn: true, waitMs: null })
    const [oldest, older, immediate, urgent] = await Promise.all(
      sent.map(async (one) => (await rig.tapals(one))[0]!),
    )
    expect(rig.connectors.push.calls.map(({ key }) => key.slice(4))).toEqual(
      [immediate, urgent, oldest, older].map((tapal) => tapal!.id),
    )
    const due = rig.clock.now.getTime() + 60_000
    expect(rig.words).toEqual(
      expect.arrayContaining(
        sent.map(({ id }) => ({
          to: `dispatch:${id}`,
          say: 'delivered',
          word: { next: due, outstanding: 1 },
        })),
      ),
    )
    expect(await endpoint()).toMatchObject({ state: 'open', pausedBy: null, failuresInRow: 0 })
    const audit = await rig.repositories.audit.of('push')
    expect(audit.map(({ what }) => what)).toEqual(['endpoint-paused', 'endpoint-resumed'])
  })

  test('puts an end to the waits that the rows had when the endpoint went down', async () => {
    rig.connectors.push.answer(() => ({ kind: 'retry-later', code: 'http-500', inDoubt: false }))
    const sent = await rig.resolved(Array.from({ length: 5 }, () => 'push' as const))
    await run(() => rig.delivery().deliver(sent.id, 'push', 0))
    expect(await endpoint()).toMatchObject({ state: 'paused' })
    rig.connectors.push.answer(() => ({ kind: 'delivered' }))
    expect(await drain()).toMatchObject({ delivered: 5, left: 0 })
  })

  test('stops when letter after letter fails: what is left stays parked, with its tries as they were', async () => {
    const sent = await parked(Array.from({ length: 10 }, () => 'normal' as const))
    rig.connectors.push.answer(() => LATER)
    expect(await drain()).toEqual({ delivered: 0, left: 10, faults: 8, goesOn: false, waitMs: null })
    // Two slices as wide as the endpoint allows: the fifth letter is in the second.
    expect(rig.connectors.push.calls).toHaveLength(8)
    const rows = await Promise.all(sent.map(async (one) => (await rig.tapals(one))[0]!))
    expect(rows.map(({ attempts }) => attempts)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 0, 0])
    for (const row of rows) expect(row).toMatchObject({ parked: true, claim: null })
    expect(await endpoint()).toMatchObject({ state: 'paused' })
    expect(rig.words).toEqual([])
  })

  test('a letter that the system always fails at waits its own time, and holds up none of those behind it', async () => {
    const [bad, ...good] = await parked(Array.from({ length: 45 }, () => 'normal' as const))
    const badKey = `kcs-${(await rig.tapals(bad!))[0]!.id}`
    rig.connectors.push.answer(({ deliveryKey }) => (deliveryKey === badKey ? LATER : { kind: 'delivered' }))
    expect(await drain()).toMatchObject({ delivered: 44, left: 1, faults: 1, goesOn: true })
    for (const one of good) expect(await stateOf(one)).toBe('delivered')
    expect(await endpoint()).toMatchObject({ state: 'open' })
    // Once more as the endpoint opens; from then on it has its own waits, and the endpoint stays open.
    expect(await drain()).toMatchObject({ delivered: 0, left: 1, faults: 1, goesOn: false, waitMs: 1_000 })
    expect(await drain()).toMatchObject({ delivered: 0, left: 1, faults: 0, goesOn: false, waitMs: 1_000 })
    expect(rig.connectors.push.calls.filter(({ key }) => key === badKey)).toHaveLength(2)
    expect(await endpoint()).toMatchObject({ state: 'open', failing: [badKey.slice(4)] })
  })

  test('stops when the system says that it is busy, for as long as it asks for, and keeps what went through', async () => {
    await parked(Array.from({ length: 30 }, () => 'normal' as const))
    const bears = (count: number) => {
      const from = rig.connectors.push.calls.length
      rig.connectors.push.answer(() =>
        rig.connectors.push.calls.length - from <= count
          ? { kind: 'delivered' }
          : { kind: 'busy', code: 'http-429', afterMs: 60_000 },
      )
    }
    bears(10)
    expect(await drain()).toEqual({ delivered: 10, left: 20, faults: 0, goesOn: false, waitMs: 60_000 })
    expect(rig.connectors.push.calls).toHaveLength(12)
    expect(await endpoint()).toMatchObject({ state: 'open' })
    expect(await probe()).toMatchObject({ next: 'wait', waitMs: 60_000 })
    expect(await drain()).toMatchObject({ delivered: 0, goesOn: false, waitMs: 60_000 })
    expect(rig.connectors.push.calls).toHaveLength(12)
    rig.clock.pass(60_000)
    bears(30)
    expect(await probe()).toMatchObject({ next: 'drain' })
    expect(await drain()).toMatchObject({ delivered: 20, left: 0 })
  })

  test('keeps what was handed over and is to be asked for, and opens the endpoint for new letters', async () => {
    const [sent] = await parked()
    rig.connectors.push.answer(() => ({ kind: 'handed-over', askAfterMs: 60_000 }))
    expect(await drain()).toMatchObject({ delivered: 0, left: 1, faults: 0 })
    expect((await rig.tapals(sent!))[0]).toMatchObject({ state: 'handed-over', parked: true })
    expect(await endpoint()).toMatchObject({ state: 'open' })
    rig.connectors.push.answer(() => ({ kind: 'duplicate' }))
    expect(await drain()).toMatchObject({ delivered: 1, left: 0, faults: 0 })
  })

  test('tells the dispatch also of a refusal, for then less is owed', async () => {
    const [sent] = await parked()
    rig.connectors.push.answer(() => ({ kind: 'refused', code: 'unreadable' }))
    await drain()
    expect(rig.words).toEqual([
      { to: `dispatch:${sent!.id}`, say: 'delivered', word: { next: null, outstanding: 0 } },
    ])
  })

  test('stops as soon as an operator pauses the endpoint', async () => {
    const sent = await parked(Array.from({ length: 30 }, () => 'normal' as const))
    rig.connectors.push.answer(async () => {
      if (rig.connectors.push.calls.length === 2) await pause('operator')
      return { kind: 'delivered' }
    })
    // The letters beside the one at which the operator acted were under way.
    expect(await drain()).toMatchObject({ delivered: 4, left: 26 })
    expect(rig.connectors.push.calls).toHaveLength(4)
    expect(await endpoint()).toMatchObject({ state: 'paused', pausedBy: 'operator' })
    for (const one of sent.slice(4))
      expect((await rig.tapals(one))[0]).toMatchObject({ parked: true, attempts: 0, claim: null })
  })

  test('leaves an operator’s pause as it is', async () => {
    await parked()
    await pause('operator')
    await drain()
    expect(await endpoint()).toMatchObject({ state: 'paused', pausedBy: 'operator' })
  })

  test('killed after the delivery, the next run finds nothing to deliver twice and opens the endpoint', async () => {
    const [sent] = await parked()
    const tapals = {
      ...rig.repositories.tapals,
      owing: async () => {
        throw new Error('killed')
      },
    }
    await expect(run(() => rig.delivery({ tapals }).drain('push'))).rejects.toThrow('killed')
    expect(await stateOf(sent!)).toBe('delivered')
    expect(await drain()).toMatchObject({ delivered: 0, left: 0, faults: 0, goesOn: true })
    expect(rig.connectors.push.calls).toHaveLength(1)
    expect(await endpoint()).toMatchObject({ state: 'open' })
  })

  test('where the endpoint is gone, what was parked comes to the agent application, whose own run delivers it', async () => {
    const [sent] = await parked()
    const gone = { kind: 'gone', code: 'http-410' } as const
    rig.connectors.push.answer(() => gone)
    rig.connectors.push.up(() => gone)
    expect(await drain()).toMatchObject({ left: 0 })
    expect(rig.words).toContainEqual({ to: 'endpoint:kcs-agent', say: 'parked' })
    expect(await rig.repositories.tapals.endpointsWithParked()).toEqual(['kcs-agent'])
    expect(await run(() => rig.near().probe('kcs-agent', 0))).toMatchObject({
      next: 'drain',
      mechanism: 'kcs-agent',
    })
    expect(await drain('kcs-agent')).toMatchObject({ delivered: 1, left: 0, faults: 0 })
    expect(await stateOf(sent!)).toBe('delivered')
  })

  test('touches the letters of no other endpoint: neither of one that is down, nor of one that an operator paused', async () => {
    const sent = await lettersToOwnEndpoints(rig, 3)
    const [back, down, held] = sent.offices.map((office) => `E-${office}`) as [string, string, string]
    const at = rig.clock.now
    for (const [id, by] of [
      [back, 'kcs'],
      [down, 'kcs'],
      [held, 'operator'],
    ] as const)
      await pauseEndpoint(rig.repositories, id, by, 'test', at)
    await run(() => rig.delivery().deliver(sent.id, 'push', 0))
    rig.connectors.push.answer((_, { id }) =>
      id === back ? { kind: 'delivered' } : { kind: 'retry-later', code: 'timeout', inDoubt: true },
    )
    expect(await drain(back)).toMatchObject({ delivered: 1, left: 0, faults: 0 })
    expect(rig.connectors.push.calls.map((call) => call.endpoint)).toEqual([back])
    expect(await rig.repositories.endpoints.byId(back)).toMatchObject({ state: 'open' })
    const [, ...others] = await rig.tapals(sent)
    for (const row of others) expect(row).toMatchObject({ parked: true, attempts: 0, sequence: 1 })
  })
})
