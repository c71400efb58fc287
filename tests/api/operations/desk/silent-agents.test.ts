// Dead webhooks, and agents that have not come for their letters, at the operator's desk; kcs ops webhooks prints the same.

import { openMachine } from '../../../cli/kcs'
import { openApi, PASSWORD, type TestApi } from '../../../support/api'
import { agentAt, ENDPOINT, laidOut } from '../../letters/inward/rig'

const PATH = '/v1/desk/webhooks'
const HOUR = 3_600_000
let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

test('200: a webhook that is dead, and an agent that has not come for four hours though a letter waits', async () => {
  const agent = await agentAt(api, 'puller')
  await agent.get('/v1/agent/inwards')
  // It stays away as long as the other, but nothing waits for it.
  const idle = await agentAt(api, 'idle', { offices: ['IDLE'], endpoint: 'idle-1' })
  await idle.get('/v1/agent/inwards')
  const made = await agent.post(
    '/v1/agent/webhooks',
    { url: 'https://agent.example/hook' },
    { 'idempotency-key': 'k' },
  )
  const operator = await api.officer('operator', [], ['operator'])
  await laidOut(api)
  expect((await operator.get(PATH)).body).toEqual({ webhooks: [], visitors: [] })

  api.advance(4 * HOUR + 1_000)
  const hooks = api.database.collection<{ _id: string }>('subscriptions')
  await hooks.updateOne(
    { _id: String(made.at('/id')) },
    { $set: { state: 'dead', death: 'gone', diedAt: api.now(), nextAttemptAt: null, upTo: 3 } },
  )
  const again = await api.officer('operator2', [], ['operator'])
  const reply = await again.get(PATH)
  expect(reply.body).toMatchObject({
    webhooks: [{ id: made.at('/id'), agent: 'puller', death: 'gone', sentUpTo: 0, last: 3, tried: null }],
    visitors: [{ endpoint: ENDPOINT, agent: 'puller', letters: 1, fetchedAt: expect.any(String) as string }],
  })
  expect(reply.text).not.toMatch(/agent\.example|ecret/)

  const machine = openMachine(api.url)
  await machine.kcs(['sign-in', 'operator2', '--password-stdin'], `${PASSWORD}\n`)
  const ran = await machine.kcs(['ops', 'webhooks'])
  machine.remove()
  for (const part of [String(made.at('/id')), 'gone', ENDPOINT]) expect(ran.out).toContain(part)

  await agent.get('/v1/agent/inwards')
  expect((await again.get(PATH)).at('/visitors')).toEqual([])
})

test('403 forbidden: officers and agents; 401: nobody', async () => {
  const officer = await api.officer('officer', ['RECV/TAPAL'])
  const agent = await api.agent('plain', ['RECV'])
  for (const client of [officer, agent]) expect((await client.get(PATH)).at('/code')).toBe('forbidden')
  expect((await api.anyone.get(PATH)).status).toBe(401)
})

describe('GET /v1/desk/endpoints/{id}', () => {
  const page = (id: string) => `/v1/desk/endpoints/${id}`

  test('200: the endpoint with its agent, keys and the log of its webhooks; no secret', async () => {
    const agent = await agentAt(api, 'seen', { endpoint: 'seen-1' })
    const key = { 'idempotency-key': 'seen' }
    const made = await agent.post('/v1/agent/webhooks', { url: 'http://127.0.0.1:9/hook' }, key)
    const id = String(made.at('/id'))
    await agent.post(`/v1/agent/webhooks/${id}/ping`)
    const operator = await api.officer('seer', [], ['operator'])
    const reply = await operator.get(page('seen-1'))
    expect(reply.body).toMatchObject({
      endpoint: { id: 'seen-1', mechanism: 'pull', state: 'open', by: '', formerSecretUntil: null },
      agent: { id: 'seen', offices: ['RECV'] },
      keys: [{ opens: true, prefix: expect.stringMatching(/^kcs_[0-9a-f]{16}_$/) as string }],
      webhooks: [{ id, deliveries: [{ kind: 'ping', taken: false, fault: expect.any(String) as string }] }],
    })
    expect(reply.text).not.toMatch(/whsec|sealed|hash/)
    const again = `/v1/agents/seen/webhooks/${id}/deliveries/7/resend`
    expect((await operator.post(again)).at('/code')).toBe('change-unknown')
    expect((await operator.post(again.replace('/seen/', '/puller/'))).at('/code')).toBe('webhook-unknown')
    expect((await agent.post(again)).at('/code')).toBe('forbidden')
  })

  test('404 endpoint-unknown; 403 forbidden: officers and agents', async () => {
    const operator = await api.officer('seer2', [], ['operator'])
    expect((await operator.get(page('none'))).at('/code')).toBe('endpoint-unknown')
    const officer = await api.officer('seer3', ['RECV/TAPAL'])
    expect((await officer.get(page('seen-1'))).at('/code')).toBe('forbidden')
  })
})
