// A system that is not well is asked no more often than its back-off, and its collections count in its health.

import { pauseEndpoint } from '../../../support/pause-endpoint'
import { letter } from './stranger'
import { endpointOf, openRig, type Rig, rowOf } from './rig'

let rig: Rig
beforeAll(async () => {
  rig = await openRig()
})
afterAll(() => rig.close())
beforeEach(() => rig.renew())

const answering = (status: number, headers: Record<string, string> = {}): void =>
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    response.writeHead(status, headers).end()
    return true
  })
const endpoint = async () => (await rig.repositories.endpoints.byId(endpointOf(rig)))!

test('a failing system is asked by its back-off: 20 seconds, a minute, three', async () => {
  answering(500)
  for (const seconds of [20, 60, 180]) {
    expect(await rig.collect()).toMatchObject({ fault: 'http-500' })
    rig.clock.pass(seconds * 900)
    expect(await rig.collect()).toMatchObject({ held: 'waits' })
    rig.clock.pass(seconds * 200)
  }
  expect(await rowOf(rig)).toMatchObject({ failures: 3, fault: 'http-500' })
  expect((await endpoint()).failing).toEqual([`collect:${endpointOf(rig)}`])
  rig.stranger.fault(() => false)
  rig.clock.pass(3_600_000)
  await rig.collect()
  expect(await rowOf(rig)).toMatchObject({ failures: 0, fault: '', notBefore: null })
  expect(await endpoint()).toMatchObject({ failing: [], failuresInRow: 0, failingSince: null })
})

test('a collection that goes well clears its own failure, and no other', async () => {
  await rig.repositories.endpoints.failed(endpointOf(rig), ['T1'], rig.clock.now)
  answering(500)
  await rig.collect()
  rig.stranger.fault(() => false)
  rig.clock.pass(60_000)
  await rig.collect()
  expect(await endpoint()).toMatchObject({ failing: ['T1'], failuresInRow: 1 })
})

test('a system that asks for relief is spared as long as it asks', async () => {
  answering(429, { 'retry-after': '600' })
  expect(await rig.collect()).toMatchObject({ fault: 'http-429' })
  rig.clock.pass(599_000)
  expect(await rig.collect()).toMatchObject({ held: 'waits' })
  rig.stranger.fault(() => false)
  rig.clock.pass(2_000)
  expect(await rig.collect()).toMatchObject({ held: null, fault: '' })
})

test('a system that does not accept who KCS is gets paused at once; then a run of its own probes it', async () => {
  answering(401)
  expect(await rig.collect()).toMatchObject({ fault: 'http-401' })
  expect(await endpoint()).toMatchObject({ state: 'paused', pausedBy: 'kcs', reason: 'http-401' })
  rig.clock.pass(3_600_000)
  const asked = rig.stranger.asked.length
  expect(await rig.collect()).toMatchObject({ held: 'paused' })
  expect(rig.stranger.asked).toHaveLength(asked)
  expect(rig.runs.calls).toContainEqual({ call: 'start endpoint', subject: endpointOf(rig), args: [] })
})

test("nothing is asked while an operator's pause holds, nor of a system that is gone", async () => {
  await pauseEndpoint(rig.repositories, endpointOf(rig), 'operator', 'works', rig.clock.now)
  expect(await rig.collect()).toMatchObject({ held: 'paused' })
  expect(rig.runs.calls).toEqual([])
  await rig.repositories.endpoints.gone(endpointOf(rig), rig.clock.now, 'http-410')
  expect(await rig.collect()).toMatchObject({ held: 'gone' })
  expect(rig.stranger.asked).toEqual([])
})

test('an agent whose every key was taken back sends nothing any more', async () => {
  const id = (await endpoint()).agent!
  const row = {
    id: `key-${id}`,
    hash: 'h',
    createdAt: rig.clock.now,
    expiresAt: null,
    revokedAt: rig.clock.now,
  }
  await rig.database
    .collection<{ _id: string; keys: unknown[] }>('agents')
    .updateOne({ _id: id }, { $set: { keys: [row] } })
  rig.stranger.outbox = [letter('L1')]
  expect(await rig.collect()).toMatchObject({ held: 'revoked' })
  expect(await rig.letters()).toEqual([])
})

test('what hangs or is no JSON is a fault of the system, and never of the collector', async () => {
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    response.end('<html>')
    return true
  })
  expect(await rig.collect()).toMatchObject({ fault: 'answer-garbled', taken: 0 })
  rig.stranger.fault((path, response) => {
    if (!path.startsWith('/outbox')) return false
    response.end(`{"letters":${'['.repeat(5_000)}`)
    return true
  })
  rig.clock.pass(3_600_000)
  expect(await rig.collect()).toMatchObject({ fault: 'answer-garbled' })
})
