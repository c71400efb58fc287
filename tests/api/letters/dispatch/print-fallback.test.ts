// A real letter, over HTTP, to an office whose filing system is gone and whose last way is print and post.

import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDeliveryActivities, createNearActivities } from '../../../../activities'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { activityDeps } from '../../../../process/activity-deps'
import { composeConnectors, createStore } from '../../../../process/compose'
import { run } from '../../../activities/letters/rig'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { recordingRuns } from '../../../support/recording-runs'

let api: TestApi
let admin: Client
let clerk: Client
let system: Server
let calls: string[]

beforeAll(async () => {
  api = await openApi()
  admin = await api.officer('admin', [], ['admin'])
  clerk = await api.officer('clerk', ['SEND/SO'])
  calls = []
  system = createServer((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    request.resume()
    response.writeHead(410).end()
  })
  await once(system.listen(0, '127.0.0.1'), 'listening')
  const own = { agent: null, address: '', backOff: DEFAULT_BACK_OFF, concurrency: 1 }
  const address = `http://127.0.0.1:${(system.address() as AddressInfo).port}`
  const sealedSettings = api.deps.secrets.seal(JSON.stringify({ secret: `whsec_${'c2VjcmV0'.repeat(4)}` }))
  for (const id of ['kcs-agent', 'print'] as const)
    await api.repositories.endpoints.save({ ...own, id, mechanism: id })
  await api.repositories.endpoints.save({ ...own, id: 'old', mechanism: 'push', address, sealedSettings })
  const ways = [{ system: 'push', endpoint: 'old' }]
  const set = await admin.call('PUT', '/v1/offices/RECV/profile', { ways, fallback: 'print' })
  expect(set.status).toBe(200)
})
afterAll(async () => {
  system?.close()
  await api?.close()
})

/** The activities with the connectors that a worker has. */
function worker() {
  const config = {
    secret: 'ab'.repeat(32),
    http: { publicUrl: 'http://127.0.0.1' },
    channels: { email: { url: '', from: '' } },
    loopbackEndpoints: true,
    shortClocks: true,
  }
  const connectors = composeConnectors(
    config as never,
    api.repositories,
    createStore(api.database, api.now),
    api.now,
  )
  const runs = recordingRuns()
  const { repositories, now, deps } = api
  const { secrets, store } = deps
  const parts = activityDeps({ repositories, connectors, store, runs, secrets, now })
  return { ...createNearActivities(parts), ...createDeliveryActivities(parts) }
}

async function send(letterNumber: string): Promise<string> {
  const sha256 = await api.document('SEND')
  const letter = {
    sender: { seat: 'SEND/SO' },
    kind: 'government-order',
    subject: 'Sanction by post',
    ...{ letterNumber, letterDate: '2026-11-22' },
    recipients: [{ office: 'RECV', purpose: 'action' }],
    documents: [{ sha256, name: 'order.pdf' }],
  }
  const reply = await clerk.post('/v1/dispatches', letter, { 'idempotency-key': letterNumber })
  expect(reply.status).toBe(202)
  return String(reply.at('/id'))
}

async function listOfTheDay(): Promise<{ tapalId: string; subject: string; addressee: { name: string } }[]> {
  return (await clerk.get('/v1/despatch-lists?office=SEND')).at('/entries') as never
}
const causesOf = async (id: string) => {
  const [tapal] = await api.repositories.tapals.ofDispatch(id)
  return tapal!.events.map(({ cause }) => cause)
}

test('a letter whose system answers that it is gone stands on the despatch list of the day, once, and is posted', async () => {
  const id = await send('G.O.1')
  const { resolveRecipients, deliver, drain } = worker()
  const { lanes } = await run(() => resolveRecipients(id))
  expect(lanes).toEqual([{ mechanism: 'push', shard: 0, rows: 1 }])
  expect(await run(() => deliver(id, 'push', 0))).toMatchObject({ parked: 1, delivered: 0 })
  expect(await listOfTheDay()).toEqual([])
  await run(() => drain('print'))
  await run(() => drain('print'))
  const [entry, ...more] = await listOfTheDay()
  expect([entry, more]).toMatchObject([
    { subject: 'Sanction by post', addressee: { name: 'Office RECV' } },
    [],
  ])
  expect(calls.filter((call) => call.startsWith('POST'))).toHaveLength(1)
  const posted = { tapalId: entry!.tapalId, postalNumber: 'RL-1' }
  expect((await clerk.post('/v1/despatch-lists/postal-numbers', posted)).status).toBe(200)
  expect(await causesOf(id)).toEqual(['resolved', 'gone', 'next-way-gone', 'listed-for-post', 'posted'])
  const trace = await clerk.get(`/v1/dispatches/${id}/trace`)
  expect(JSON.stringify(trace.body)).toContain('next-way-gone')
})

test('the next letter is foretold to go by post, and goes so from the beginning', async () => {
  const dry = await clerk.post('/v1/dispatches/dry-run', {
    recipients: [{ office: 'RECV', purpose: 'action' }],
  })
  expect(dry.at('/items/0')).toMatchObject({
    mechanism: 'print',
    endpoint: 'print',
    taking: 'person',
    pause: null,
  })
  expect(dry.at('/items/0/why')).toContainEqual({ code: 'way-gone', of: 'push' })
  const id = await send('G.O.2')
  const { resolveRecipients, deliver } = worker()
  const before = calls.length
  expect((await run(() => resolveRecipients(id))).lanes).toEqual([{ mechanism: 'print', shard: 0, rows: 1 }])
  await run(() => deliver(id, 'print', 0))
  expect(await causesOf(id)).toEqual(['resolved', 'listed-for-post'])
  expect(calls).toHaveLength(before)
})
