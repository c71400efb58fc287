// What a test key opens: test letters alone, and nothing of the agent itself.

import { type Client, clientFor } from '../../../support/api-client'
import { openSandbox, type SandboxRig } from './rig'

const AGENT = '/v1/agent'
const ENDPOINT = `${AGENT}/endpoints/own-system`
let rig: SandboxRig
beforeAll(async () => {
  rig = await openSandbox()
})
afterAll(() => rig.close())

type Key = { id: string; prefix: string; test?: true; opens: boolean; isOfThisCall: boolean }
const keysOf = async (client: Client) => (await client.get(AGENT)).at('/keys') as Key[]
const bearerOf = (client: Client): string => client.headers['authorization']!.slice('Bearer '.length)
const to = (office: string) => ({ recipients: [{ office, purpose: 'action' }] })
const idsOf = (items: unknown): string[] => (items as { id: string }[]).map(({ id }) => id)

test('403 test-key: it makes and ends no key, and changes neither secret, address, pause nor webhook', async () => {
  const before = await rig.api.repositories.agents.byId('own')
  const [real] = (await keysOf(rig.normal)).filter(({ test }) => !test)
  const replies = [
    await rig.test.post(`${AGENT}/keys`, {}, rig.key()),
    await rig.test.post(`${AGENT}/keys`, { test: true }, rig.key()),
    await rig.test.call('DELETE', `${AGENT}/keys/${real!.id}`),
    await rig.test.post(`${ENDPOINT}/secret`, {}, rig.key()),
    await rig.test.call('PUT', `${ENDPOINT}/address`, { address: 'https://elsewhere.example/kcs' }),
    await rig.test.post(`${ENDPOINT}/return`),
    await rig.test.post(`${ENDPOINT}/specimen`, {}),
    await rig.test.post(`${AGENT}/webhooks`, { url: 'https://elsewhere.example/changes' }, rig.key()),
    await rig.test.get(`${AGENT}/webhooks`),
    await rig.test.call('DELETE', `${AGENT}/webhooks/webhook-1`),
    await rig.test.post(`${AGENT}/webhooks/webhook-1/replay`, { from: 1 }),
  ]
  expect(replies.map((reply) => [reply.status, reply.at('/code')])).toEqual(
    replies.map(() => [403, 'test-key']),
  )
  expect((await rig.api.repositories.agents.byId('own'))!.keys).toEqual(before!.keys)
  expect(await rig.api.repositories.endpoints.byId('own-system')).toMatchObject({ address: '' })
})

test('GET /v1/agent shows which keys are test keys, and how they begin', async () => {
  for (const client of [rig.test, rig.normal]) {
    const own = (await keysOf(client)).find(({ isOfThisCall }) => isOfThisCall)!
    expect(bearerOf(client).startsWith(own.prefix)).toBe(true)
    expect(own.test).toBe(client === rig.test ? true : undefined)
  }
})

test('201: a test key is made by a key that is none, and by it all letters are test letters', async () => {
  const made = await rig.normal.post(`${AGENT}/keys`, { test: true }, rig.key())
  expect([made.status, made.at('/apiKey')]).toEqual([201, expect.stringMatching(/^kcs_test_/)])
  const client = clientFor(rig.api.url, { authorization: `Bearer ${String(made.at('/apiKey'))}` })
  expect(await rig.send({}, client)).toMatch(/^test-/)
  expect((await rig.normal.call('DELETE', `${AGENT}/keys/${String(made.at('/id'))}`)).status).toBe(204)
})

test('409 agent-key-last: a test key is no other key that opens', async () => {
  const [last] = (await keysOf(rig.normal)).filter(({ test, opens }) => !test && opens)
  const reply = await rig.normal.call('DELETE', `${AGENT}/keys/${last!.id}`)
  expect([reply.status, reply.at('/code')]).toEqual([409, 'agent-key-last'])
})

test('its deliveries are the test letters of its own agent, by their time too; none is sent again', async () => {
  rig.connectors.push.answer(() => ({ kind: 'never', code: 'http-400' }))
  const id = await rig.send(to('OWN'))
  const tapal = (await rig.carry(id)).get('OWN')!
  rig.connectors.push.answer(() => ({ kind: 'delivered' }))
  const meant = await rig.send({ ...to('OWN'), subject: 'Meant' }, rig.normal)
  const documents = [{ sha256: await rig.api.document('OTHER'), name: 'order.pdf' }]
  const theirs = { ...to('OWN'), sender: { seat: 'OTHER/TAPAL' }, documents }
  await rig.carry(await rig.send(theirs, rig.stranger))
  const [now, hour] = [rig.api.now().getTime(), 3_600_000]
  const during = `since=${new Date(now - hour).toISOString()}&until=${new Date(now + hour).toISOString()}`
  const page = await rig.test.get(`${AGENT}/deliveries?office=OWN&${during}`)
  expect(idsOf(page.at('/items'))).toEqual([tapal.id])
  // Theirs is newer, and takes no place on a page of ours.
  const short = await rig.test.get(`${AGENT}/deliveries?office=OWN&limit=1`)
  expect([idsOf(short.at('/items')), short.at('/next')]).toEqual([[tapal.id], null])
  expect(page.text).not.toContain(meant)
  const earlier = `until=${new Date(now - hour).toISOString()}`
  expect((await rig.test.get(`${AGENT}/deliveries?office=OWN&${earlier}`)).at('/items')).toEqual([])
  for (const client of [rig.test, rig.normal]) {
    const reply = await client.post(`${AGENT}/deliveries/${tapal.id}/redelivery`)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'not-redeliverable'])
  }
  expect((await rig.tapals(id)).get('OWN')).toMatchObject({ state: 'failed', parked: false })
})

test('its feed tells of test letters alone, and goes on behind the others', async () => {
  const id = await rig.send(to('OWN'))
  const meant = await rig.send(to('OWN'), rig.normal)
  await rig.followAll()
  const pages = [rig.test, rig.normal].map((client) => client.get(`${AGENT}/changes?after=0&limit=200`))
  const [tests, all] = await Promise.all(pages)
  const of = (page: typeof tests): string[] => [
    ...new Set((page!.at('/items') as { dispatchId: string }[]).map(({ dispatchId }) => dispatchId)),
  ]
  expect(of(all)).toEqual(expect.arrayContaining([id, meant]))
  expect(of(tests)).toEqual(of(all).filter((dispatch) => dispatch.startsWith('test-')))
  expect(tests!.at('/next')).toBe(all!.at('/next'))
})
