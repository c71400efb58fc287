// What an agent sees and does of itself by its key.

import { openApi, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'
import { pauseEndpoint } from '../../../support/pause-endpoint'
import { until } from '../../../support/until'
import { agentAt } from '../../letters/inward/rig'

const DAY = 24 * 3_600_000
const KEYS = '/v1/agent/keys'
let api: TestApi
let agent: Client
let other: Client
let count = 0
beforeAll(async () => {
  api = await openApi()
  other = await agentAt(api, 'other', { endpoint: 'other-1' })
})
afterAll(() => api.close())
beforeEach(async () => {
  count += 1
  agent = await agentAt(api, `own-${count}`, { endpoint: `own-${count}-1`, mechanism: 'push' })
})
const key = () => ({ 'idempotency-key': `own-${(count += 1)}` })
const withKey = (apiKey: unknown): Client => clientFor(api.url, { authorization: `Bearer ${String(apiKey)}` })
const keysOf = async (client: Client) =>
  (await client.get('/v1/agent')).at('/keys') as { id: string; opens: boolean; isOfThisCall: boolean }[]

describe('GET /v1/agent', () => {
  test('200: offices, keys by their beginning, and the endpoint with how it stands; no secret', async () => {
    const id = String((await agent.get('/v1/agent')).at('/endpoints/0/id'))
    await pauseEndpoint(api.repositories, id, 'operator', 'Works at the exchange', api.now())
    const reply = await agent.get('/v1/agent')
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      offices: ['RECV'],
      keys: [{ revokedAt: null, opens: true, isOfThisCall: true }],
      endpoints: [
        {
          ...{
            id,
            mechanism: 'push',
            state: 'paused',
            pausedBy: 'operator',
            reason: 'Works at the exchange',
          },
          ...{ since: expect.any(String) as string, formerSecretUntil: null, takes: null },
        },
      ],
    })
    const shown = agent.headers['authorization']!.slice('Bearer '.length)
    expect(shown.startsWith(String(reply.at('/keys/0/prefix')))).toBe(true)
    expect(reply.text).not.toMatch(/hash|sealed/i)
    expect(reply.text).not.toContain(shown)
  })

  test('200: when it last called, and when it last came for letters', async () => {
    await other.get('/v1/agent/inwards')
    const seen = () => other.get('/v1/agent')
    await until(async () => (await seen()).at('/seenAt') !== null, { what: 'seen' })
    expect((await seen()).at('/endpoints/0/fetchedAt')).toEqual(expect.any(String))
    expect((await agent.get('/v1/agent')).at('/endpoints/0/fetchedAt')).toBeNull()
  })

  test('200: an agent that only sends has no endpoint', async () => {
    const sender = await api.agent('only-sends', ['SEND'])
    expect((await sender.get('/v1/agent')).at('/endpoints')).toEqual([])
  })

  test('403 not-an-agent: officers; 401: nobody', async () => {
    const officer = await api.officer('clerk', ['SEND/SO'])
    for (const reply of [
      await officer.get('/v1/agent'),
      await officer.post(KEYS, {}, key()),
      await officer.call('DELETE', `${KEYS}/none`),
    ])
      expect([reply.status, reply.at('/code')]).toEqual([403, 'not-an-agent'])
    expect((await api.anyone.get('/v1/agent')).status).toBe(401)
  })
})

describe('POST /v1/agent/keys', () => {
  test('201: both keys open until the old one is ended; the new one is shown once and kept as its hash', async () => {
    const reply = await agent.post(KEYS, { expiresInDays: 30 }, key())
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([201, 'no-store'])
    const renewed = withKey(reply.at('/apiKey'))
    expect((await keysOf(renewed)).map(({ opens }) => opens)).toEqual([true, true])
    const [old] = await keysOf(agent)
    expect((await renewed.call('DELETE', `${KEYS}/${old!.id}`)).status).toBe(204)
    expect((await agent.get('/v1/agent')).at('/code')).toBe('key-invalid')
    expect(await keysOf(renewed)).toMatchObject([{ opens: false }, { opens: true, isOfThisCall: true }])
    const kept = await api.database.collection('agents').find({}).toArray()
    expect(JSON.stringify(kept)).not.toContain(String(reply.at('/apiKey')).split('_')[2])
  })

  test('200: a repeat names the same key and shows it no more; five at once make one', async () => {
    const one = key()
    const replies = await Promise.all(Array.from({ length: 5 }, () => agent.post(KEYS, undefined, one)))
    expect(new Set(replies.map((reply) => reply.at('/id'))).size).toBe(1)
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201])
    expect(replies.filter((reply) => reply.at('/apiKey') !== undefined)).toHaveLength(1)
    expect(await keysOf(agent)).toHaveLength(2)
  })

  test('409 agent-keys-too-many: ten open at once, however many it asks for', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => agent.post(KEYS, {}, key())))
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(9)
    for (const reply of replies.filter(({ status }) => status !== 201))
      expect([reply.status, reply.at('/code')]).toEqual([409, 'agent-keys-too-many'])
  })

  test('401 key-invalid: a key that is taken back while it asks leaves no other behind', async () => {
    const [own] = await keysOf(agent)
    const id = `own-${count}`
    const note = { what: 'agent-key-issued', actor: { kind: 'agent' as const, agent: id }, at: api.now() }
    const row = { ...own!, hash: 'h', createdAt: api.now(), expiresAt: null, revokedAt: null }
    await api.repositories.agents.revokeKey(id, own!.id, api.now())
    const adding = api.repositories.agents.addKey(id, { ...row, id: 'late' }, note, { by: own!.id })
    await expect(adding).rejects.toMatchObject({ code: 'key-invalid' })
  })

  test('422: a time that is too long; 400: without Idempotency-Key', async () => {
    expect((await agent.post(KEYS, { expiresInDays: 731 }, key())).at('/code')).toBe('validation-failed')
    expect((await agent.post(KEYS, {})).at('/code')).toBe('idempotency-key-missing')
  })
})

describe('DELETE /v1/agent/keys/{id}', () => {
  test('204: it opens nothing from now on, a repeat returns the same, and the audit log names the agent', async () => {
    const id = `own-${count}`
    const made = await agent.post(KEYS, {}, key())
    const path = `${KEYS}/${String(made.at('/id'))}`
    for (let i = 0; i < 2; i += 1) expect((await agent.call('DELETE', path)).status).toBe(204)
    expect((await withKey(made.at('/apiKey')).get('/v1/agent')).status).toBe(401)
    const entries = await api.repositories.audit.of(id)
    expect(entries.map(({ what, actor, after }) => [what, actor, after?.['key']])).toEqual(
      ['agent-key-issued', 'agent-key-revoked'].map((what) => [
        ...[what, { kind: 'agent', agent: id }, made.at('/id')],
      ]),
    )
  })

  test('409 agent-key-last: the last key that opens stays, also where two are ended at once', async () => {
    const [only] = await keysOf(agent)
    expect((await agent.call('DELETE', `${KEYS}/${only!.id}`)).at('/code')).toBe('agent-key-last')
    const made = await agent.post(KEYS, { expiresInDays: 1 }, key())
    const both = [`${KEYS}/${only!.id}`, `${KEYS}/${String(made.at('/id'))}`]
    const replies = await Promise.all(both.map((path) => agent.call('DELETE', path)))
    expect(replies.filter(({ status }) => status === 204)).toHaveLength(1)
    const left = [agent, withKey(made.at('/apiKey'))].map((client) => client.get('/v1/agent'))
    expect((await Promise.all(left)).map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('409 agent-key-last: a key that has expired is no other key', async () => {
    const [only] = await keysOf(agent)
    await agent.post(KEYS, { expiresInDays: 1 }, key())
    api.advance(DAY + 1_000)
    expect((await agent.call('DELETE', `${KEYS}/${only!.id}`)).at('/code')).toBe('agent-key-last')
  })

  test('404 not-found: a key of another agent, which goes on opening', async () => {
    const [theirs] = await keysOf(other)
    expect((await agent.call('DELETE', `${KEYS}/${theirs!.id}`)).at('/code')).toBe('not-found')
    expect((await other.get('/v1/agent')).status).toBe(200)
  })
})
