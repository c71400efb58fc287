// Systems that are down or slow beside others: none of them holds up another.

import { buildOffice } from '../../support/builders'
import { addEndpoint } from '../../support/world'
import { until } from '../../support/until'
import { plainProfile } from '../../../domain/directory/office/profile'
import { deliver, LATER } from './lane'
import { openRig, type Rig, run } from './rig'
import { pauseEndpoint } from '../../support/pause-endpoint'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

const stateOf = async (id: string) => (await rig.repositories.endpoints.byId(id))!.state

/** A letter to `count` offices that are reached by this endpoint. */
async function letterTo(endpoint: string, count: number) {
  const sent = await rig.accept(Array.from({ length: count }, () => 'push' as const))
  await addEndpoint(rig.repositories, endpoint, 'push')
  const profiles = [plainProfile(new Date('2020-01-01'), 'push', endpoint, 'person')]
  await rig.repositories.offices.save(sent.offices.map((office) => buildOffice(office, 'push', { profiles })))
  await run(() => rig.near().resolveRecipients(sent.id))
  return sent
}

test('three systems that are down, each with more letters than one claim, come back without each other; an operator’s pause holds', async () => {
  const names = ['A', 'B', 'C', 'held']
  const down = new Set(names)
  rig.connectors.push.up(({ id }) => !down.has(id))
  rig.connectors.push.answer((_parcel, { id }) => (down.has(id) ? LATER : { kind: 'delivered' }))
  await addEndpoint(rig.repositories, 'held', 'push')
  await pauseEndpoint(rig.repositories, 'held', 'operator', 'works', rig.clock.now)
  const letters = new Map<string, Awaited<ReturnType<typeof letterTo>>>()
  for (const name of names) {
    const sent = await letterTo(name, 30)
    letters.set(name, sent)
    expect(await deliver(rig, sent.id)).toMatchObject({ delivered: 0 })
    expect((await rig.repositories.tapals.parked(name)).count).toBe(30)
    expect(await stateOf(name)).toBe('paused')
  }
  for (const name of ['B', 'A', 'C']) {
    down.delete(name)
    rig.connectors.push.calls.length = 0
    expect(await run(() => rig.near().probe(name, 9))).toMatchObject({ next: 'drain' })
    expect(await run(() => rig.delivery().drain(name))).toMatchObject({ delivered: 30, left: 0, faults: 0 })
    expect(new Set(rig.connectors.push.calls.map(({ endpoint }) => endpoint))).toEqual(new Set([name]))
    expect(await stateOf(name)).toBe('open')
    for (const other of down) expect((await rig.repositories.tapals.parked(other)).count).toBe(30)
  }
  down.clear()
  expect(await run(() => rig.near().probe('held', 0))).toMatchObject({ next: 'operator' })
  expect(await run(() => rig.delivery().drain('held'))).toMatchObject({ delivered: 0, left: 30 })
  expect(await stateOf('held')).toBe('paused')
  for (const tapal of await rig.tapals(letters.get('held')!)) expect(tapal).toMatchObject({ attempts: 0 })
})

test('500 good letters beside one that always gets 500 go out in one drain, and the bad one is tried twice', async () => {
  const sent = await letterTo('E', 501)
  await pauseEndpoint(rig.repositories, 'E', 'kcs', 'http-500', rig.clock.now)
  await deliver(rig, sent.id)
  rig.connectors.push.answer(({ recipient }) =>
    recipient.office.code === sent.offices[0] ? LATER : { kind: 'delivered' },
  )
  expect(await run(() => rig.delivery().drain('E'))).toMatchObject({ delivered: 500, left: 1, goesOn: true })
  expect(await stateOf('E')).toBe('open')
  await run(() => rig.delivery().drain('E'))
  expect(rig.connectors.push.calls).toHaveLength(502)
})

test('letters for a system whose calls are all in use queue there, and hold up no worker', async () => {
  let release: () => void = () => undefined
  const slow = new Promise<void>((resolve) => {
    release = resolve
  })
  const first = await letterTo('slow', 4)
  rig.connectors.push.answer(async () => {
    await slow
    return { kind: 'delivered' }
  })
  const serving = deliver(rig, first.id)
  await until(() => rig.connectors.push.calls.length === 4, { what: 'all calls to be in use' })
  const second = await letterTo('slow', 3)
  expect(await deliver(rig, second.id)).toMatchObject({ delivered: 0, parked: 3 })
  expect(rig.words).toContainEqual({ to: 'endpoint:slow', say: 'resumed' })
  expect(rig.connectors.push.calls).toHaveLength(4)
  for (const tapal of await rig.tapals(second))
    expect(tapal).toMatchObject({ parked: true, attempts: 0, claim: null })
  release()
  await serving
  expect(await run(() => rig.near().probe('slow', 0))).toMatchObject({ next: 'drain' })
  expect(await run(() => rig.delivery().drain('slow'))).toMatchObject({ delivered: 3, left: 0 })
})

test('a probe is a call as well: where those open at the pause hang, the endpoint is not asked, and looked at again later', async () => {
  const sent = await letterTo('E', 4)
  let release: () => void = () => undefined
  const hanging = new Promise<void>((resolve) => {
    release = resolve
  })
  rig.connectors.push.answer(async () => {
    await hanging
    return { kind: 'delivered' }
  })
  const serving = deliver(rig, sent.id)
  await until(() => rig.connectors.push.calls.length === 4, { what: 'all calls to be in use' })
  const waiting = await letterTo('E', 1)
  await pauseEndpoint(rig.repositories, 'E', 'kcs', 'time-out', rig.clock.now)
  expect(await deliver(rig, waiting.id)).toMatchObject({ parked: 1 })
  const asked: string[] = []
  rig.connectors.push.up(({ id }) => asked.push(id) > 0)
  expect(await run(() => rig.near().probe('E', 0))).toMatchObject({ next: 'wait' })
  expect(asked).toEqual([])
  release()
  await serving
  expect(await run(() => rig.near().probe('E', 1))).toMatchObject({ next: 'drain' })
  expect(asked).toEqual(['E'])
})
