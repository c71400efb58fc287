import { openedSettings } from '../../../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'

const DAY = 24 * 3600 * 1000

describe('agents', () => {
  let api: TestApi
  let admin: Client
  beforeAll(async () => {
    api = await openApi()
    admin = await api.officer('admin', [], ['admin'])
  })
  afterAll(() => api.close())
  let keys = 0
  const key = () => ({ 'idempotency-key': `agent-${(keys += 1)}` })
  const push = { name: 'C-DIT', offices: ['RECV'], mechanism: 'push', address: 'http://127.0.0.1:9/kcs' }
  const withKey = (apiKey: unknown) => clientFor(api.url, { authorization: `Bearer ${String(apiKey)}` })

  describe('POST /v1/agents', () => {
    test('201: the agent with its endpoint; key and secret are shown this once and kept sealed', async () => {
      const reply = await admin.post('/v1/agents', push, key())
      expect(reply.status).toBe(201)
      expect(reply.body).toEqual({
        id: expect.stringMatching(/^agent-[0-9a-f]{16}$/),
        endpoint: { id: expect.stringMatching(/^endpoint-[0-9a-f]{16}$/) },
        apiKey: expect.stringMatching(/^kcs_[0-9a-f]{16}_[\w-]{43}$/),
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      })
      const endpoint = await api.repositories.endpoints.byId(String(reply.at('/endpoint/id')))
      expect(openedSettings(api.deps.secrets, endpoint!)).toEqual({ secret: reply.at('/secret') })
      const kept = JSON.stringify([endpoint, await api.repositories.agents.byId(String(reply.at('/id')))])
      for (const shown of [reply.at('/secret'), String(reply.at('/apiKey')).split('_').slice(2).join('_')])
        expect(kept).not.toContain(shown)
      expect(reply.headers.get('cache-control')).toBe('no-store')
      expect((await withKey(reply.at('/apiKey')).get('/v1/offices/RECV')).status).toBe(200)
    })

    test('201: without an address the agent only sends', async () => {
      const reply = await admin.post('/v1/agents', { name: 'Sender', offices: ['SEND'] }, key())
      expect([reply.status, reply.at('/endpoint'), reply.at('/secret')]).toEqual([201, null, undefined])
    })

    test('201: an agent that comes for its letters has an endpoint without address, and no secret', async () => {
      const pull = { name: 'Behind a firewall', offices: ['RECV'], mechanism: 'pull' }
      const one = key()
      const reply = await admin.post('/v1/agents', pull, one)
      expect([reply.status, reply.at('/secret')]).toEqual([201, undefined])
      const id = String(reply.at('/endpoint/id'))
      expect(await api.repositories.endpoints.byId(id)).toMatchObject({ mechanism: 'pull', address: '' })
      expect((await withKey(reply.at('/apiKey')).get('/v1/agent/inwards')).status).toBe(200)
      expect((await admin.post('/v1/agents', pull, one)).status).toBe(200)
      const operator = { address: 'https://agent.example', reason: 'it can be called now' }
      expect(await admin.call('PUT', `/v1/endpoints/${id}/address`, operator)).toMatchObject({
        status: 422,
        body: { code: 'endpoint-address-forbidden' },
      })
    })

    test.each([
      ['an agent that is called has an address', { mechanism: 'push' }],
      ['one that comes has none', { mechanism: 'pull', address: 'https://agent.example' }],
    ])('422 validation-failed: %s', async (_what, facts) => {
      const reply = await admin.post('/v1/agents', { name: 'X', offices: ['RECV'], ...facts }, key())
      expect([reply.status, reply.at('/code'), reply.at('/errors/0/pointer')]).toEqual([
        422,
        'validation-failed',
        '/address',
      ])
    })

    test('200: a replay names the same agent and shows no secret', async () => {
      const one = key()
      const first = await admin.post('/v1/agents', push, one)
      const again = await admin.post('/v1/agents', push, one)
      expect([again.status, again.body]).toEqual([
        200,
        { id: first.at('/id'), endpoint: first.at('/endpoint') },
      ])
      expect(again.headers.get('idempotency-replayed')).toBe('true')
      expect((await withKey(first.at('/apiKey')).get('/v1/offices/RECV')).status).toBe(200)
    })

    test('five at once with one key: one agent, one key, one secret', async () => {
      const one = key()
      const replies = await Promise.all(Array.from({ length: 5 }, () => admin.post('/v1/agents', push, one)))
      expect(new Set(replies.map((reply) => reply.at('/id'))).size).toBe(1)
      expect(replies.filter((reply) => reply.at('/apiKey') !== undefined)).toHaveLength(1)
    })

    test('422 idempotency-key-reused', async () => {
      const one = key()
      await admin.post('/v1/agents', push, one)
      const reply = await admin.post('/v1/agents', { ...push, name: 'Another' }, one)
      expect([reply.status, reply.at('/code')]).toEqual([422, 'idempotency-key-reused'])
    })

    test.each([
      'http://10.0.0.7/',
      'https://169.254.169.254/latest',
      'https://user:password@agent.example/',
      'file:///etc/passwd',
      'http://agent.example/',
      'https://[::ffff:10.0.0.1]/',
      'not a url',
    ])('422 endpoint-address-forbidden: %s', async (address) => {
      const reply = await admin.post('/v1/agents', { ...push, address }, key())
      expect([reply.status, reply.at('/code')]).toEqual([422, 'endpoint-address-forbidden'])
    })

    test('422 office-unknown', async () => {
      const reply = await admin.post('/v1/agents', { ...push, offices: ['RECV', 'NOWHERE'] }, key())
      expect([reply.status, reply.at('/code'), reply.at('/errors/0/pointer')]).toEqual([
        422,
        'office-unknown',
        '/offices/1',
      ])
    })

    test('422 validation-failed: an address without a mechanism', async () => {
      const { mechanism: _mechanism, ...rest } = push
      const reply = await admin.post('/v1/agents', rest, key())
      expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
    })

    test('201: settings of the system are kept under their names, beside what KCS makes', async () => {
      const eoffice = { ...push, mechanism: 'eoffice', settings: { token: 'shown-to-it' } }
      const reply = await admin.post('/v1/agents', eoffice, key())
      const endpoint = await api.repositories.endpoints.byId(String(reply.at('/endpoint/id')))
      expect(openedSettings(api.deps.secrets, endpoint!)).toEqual({
        secret: reply.at('/secret'),
        token: 'shown-to-it',
      })
    })

    test('422 validation-failed: a setting that the system does not have', async () => {
      const reply = await admin.post('/v1/agents', { ...push, settings: { token: 'x' } }, key())
      expect([reply.status, reply.at('/errors/0/pointer')]).toEqual([422, '/settings'])
    })

    test('400 idempotency-key-missing', async () => {
      expect((await admin.post('/v1/agents', push)).at('/code')).toBe('idempotency-key-missing')
    })

    test('403 forbidden: an officer, an operator, an agent', async () => {
      const clients = [
        await api.officer('officer', ['RECV/TAPAL']),
        await api.officer('operator', [], ['operator']),
        await api.agent('plain', ['RECV']),
      ]
      for (const client of clients) {
        const reply = await client.post('/v1/agents', push, key())
        expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
      }
    })
  })

  describe('keys of an agent', () => {
    test('POST /v1/agents/:id/keys 201: a second key beside the first; a replay shows nothing', async () => {
      const first = await admin.post('/v1/agents', push, key())
      const one = key()
      const path = `/v1/agents/${String(first.at('/id'))}/keys`
      const second = await admin.post(path, { expiresInDays: 2 }, one)
      expect(second.status).toBe(201)
      for (const reply of [first, second])
        expect((await withKey(reply.at('/apiKey')).get('/v1/offices/RECV')).status).toBe(200)
      const again = await admin.post(path, undefined, one)
      expect([again.status, again.body]).toEqual([200, { id: second.at('/id') }])
    })

    test('DELETE /v1/agents/:id/keys/:keyId 204: it opens nothing from now on', async () => {
      const made = await admin.post('/v1/agents', push, key())
      const keyId = String(made.at('/apiKey')).split('_')[1]!
      const path = `/v1/agents/${String(made.at('/id'))}/keys/${keyId}`
      expect((await admin.call('DELETE', path)).status).toBe(204)
      expect((await admin.call('DELETE', path)).status).toBe(204)
      const reply = await withKey(made.at('/apiKey')).get('/v1/offices/RECV')
      expect([reply.status, reply.at('/code')]).toEqual([401, 'key-invalid'])
    })

    test('404: a key or an agent that is not there', async () => {
      const made = await admin.post('/v1/agents', push, key())
      expect((await admin.call('DELETE', `/v1/agents/${String(made.at('/id'))}/keys/none`)).at('/code')).toBe(
        'not-found',
      )
      expect((await admin.call('DELETE', '/v1/agents/none/keys/none')).at('/code')).toBe('agent-unknown')
      expect((await admin.post('/v1/agents/none/keys', undefined, key())).at('/code')).toBe('agent-unknown')
    })

    test('GET /v1/agents and /v1/agents/:id 200: all but the secrets', async () => {
      const made = await admin.post('/v1/agents', push, key())
      const one = await admin.get(`/v1/agents/${String(made.at('/id'))}`)
      expect(one.body).toMatchObject({ name: 'C-DIT', offices: ['RECV'], keys: [{ revokedAt: null }] })
      expect(one.text).not.toContain('hash')
      expect((await admin.get('/v1/agents')).at('/items')).toContainEqual(one.body)
      expect((await admin.get('/v1/agents/none')).at('/code')).toBe('agent-unknown')
    })

    test('401 key-invalid: a key that has expired', async () => {
      const made = await admin.post('/v1/agents', { ...push, expiresInDays: 1 }, key())
      const agent = withKey(made.at('/apiKey'))
      expect((await agent.get('/v1/offices/RECV')).status).toBe(200)
      api.advance(DAY + 1000)
      expect((await agent.get('/v1/offices/RECV')).at('/code')).toBe('key-invalid')
    })
  })
})
