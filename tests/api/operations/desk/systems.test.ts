import { Webhook } from 'standardwebhooks'
import type { AgentSystem } from '../../../../domain/letters/systems'
import { openedEndpoint } from '../../../../services/letters/endpoint/opened'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { endpoint } from './rig'

describe('the operator’s acts on systems', () => {
  let api: TestApi
  let operator: Client
  let key = 0
  beforeAll(async () => {
    api = await openApi()
    operator = await api.officer('operator', [], ['operator'])
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    api.runs.calls.length = 0
    for (const name of ['endpoints', 'audit']) await api.database.collection(name).deleteMany({})
    await endpoint(api, 'one')
    await endpoint(api, 'two')
    await endpoint(api, 'dak', 'eoffice')
  })
  const record = async (id: string) => (await api.repositories.endpoints.byId(id))!
  const states = async () =>
    (await api.repositories.endpoints.list()).map(({ id, state }) => `${id} ${state}`).sort()
  const newSecret = (id: string, more: object = {}, idempotencyKey = `k${(key += 1)}`) =>
    operator.post(
      `/v1/endpoints/${id}/secret`,
      { setting: 'secret', reason: 'It leaked', ...more },
      { 'idempotency-key': idempotencyKey },
    )
  const signed = (id: string, secret: string) => {
    const at = api.now()
    const body = JSON.stringify({ reports: [] })
    return api.anyone.call('POST', `/v1/callbacks/${id}`, body, {
      'content-type': 'application/json',
      'webhook-id': 'm1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('m1', at, body),
    })
  }

  test('POST /v1/desk/systems/:mechanism/pause and /resume 202: all its endpoints; a pause of one alone outlasts it', async () => {
    await operator.post('/v1/endpoints/two/pause', { reason: 'its own trouble' })
    const paused = await operator.post('/v1/desk/systems/push/pause', { reason: 'a new release' })
    expect([paused.status, paused.body]).toEqual([202, { mechanism: 'push', changed: 1 }])
    expect(await states()).toEqual(['dak open', 'one paused', 'two paused'])
    expect(
      (await operator.post('/v1/desk/systems/push/pause', { reason: 'a new release' })).at('/changed'),
    ).toBe(0)
    const resumed = await operator.post('/v1/desk/systems/push/resume', { reason: 'done' })
    expect(resumed.body).toEqual({ mechanism: 'push', changed: 1 })
    expect(await states()).toEqual(['dak open', 'one open', 'two paused'])
    const entries = await api.repositories.audit.of('one')
    expect(entries.map(({ what, after }) => [what, after?.['reason']])).toEqual([
      ['endpoint-paused', 'a new release'],
      ['endpoint-resumed', 'done'],
    ])
  })

  test('PUT /v1/endpoints/:id/address 200: entered with before and after, and a paused one is probed at once', async () => {
    await api.repositories.endpoints.trip('one', 'name-not-found', api.now())
    const body = { address: 'https://moved.example/kcs', reason: 'They moved' }
    const reply = await operator.call('PUT', '/v1/endpoints/one/address', body)
    expect([reply.status, reply.at('/address'), reply.at('/state')]).toEqual([200, body.address, 'paused'])
    expect((await operator.call('PUT', '/v1/endpoints/one/address', body)).status).toBe(200)
    const entries = await api.repositories.audit.of('one')
    expect(entries.map(({ after }) => after)).toContainEqual({
      address: body.address,
      before: 'https://agent.example',
      reason: 'They moved',
    })
    await api.deps.settled(5_000)
    expect(api.runs.calls.map(({ call }) => call)).toEqual(['signalWithStart endpoint resumed'])
  })

  test('POST /v1/endpoints/:id/secret 200: both secrets count while they overlap, then the new one alone', async () => {
    const old = openedEndpoint(api.deps.secrets, await record('one')).settings['secret']!
    const reply = await newSecret('one', { overlapHours: 1 }, 'same')
    const made = reply.at('/value') as string
    expect(made).toMatch(/^whsec_/)
    expect((await newSecret('one', { overlapHours: 1 }, 'same')).at('/value')).toBe(made)
    for (const secret of [old, made])
      expect((await signed('one', secret)).at('/code')).not.toBe('signature-invalid')
    api.advance(3_600_001)
    operator = await api.officer('another', [], ['operator'])
    expect((await signed('one', old)).at('/code')).toBe('signature-invalid')
    expect((await signed('one', made)).at('/code')).not.toBe('signature-invalid')
    const entries = await api.repositories.audit.of('one')
    expect(JSON.stringify(entries)).not.toContain(made)
    expect(entries.at(-1)).toMatchObject({
      what: 'endpoint-secret-set',
      after: { setting: 'secret', reason: 'It leaked' },
    })
  })

  test('POST /v1/endpoints/:id/secret 200: without overlap the leaked one counts no more at once', async () => {
    const old = openedEndpoint(api.deps.secrets, await record('one')).settings['secret']!
    await newSecret('one', { overlapHours: 0 })
    expect((await signed('one', old)).at('/code')).toBe('signature-invalid')
  })

  test('POST /v1/endpoints/:id/secret 200: a token that the system made is taken and not shown', async () => {
    const reply = await newSecret('dak', { setting: 'token', value: 'theirs' })
    expect([reply.status, reply.at('/value')]).toEqual([200, null])
    expect(openedEndpoint(api.deps.secrets, await record('dak')).settings).toMatchObject({
      token: 'theirs',
      secret: expect.stringMatching(/^whsec_/),
    })
  })

  test('two secrets set at once: both stand in the audit log, and the later one counts', async () => {
    const replies = await Promise.all([newSecret('one'), newSecret('one')])
    const values = replies.map((reply) => reply.at('/value') as string)
    const { settings, former } = openedEndpoint(api.deps.secrets, await record('one'))
    expect(values).toContain(settings['secret'])
    expect(values).toContain(former?.settings['secret'])
    expect(await api.repositories.audit.of('one')).toHaveLength(2)
  })

  test('403 forbidden, 404 endpoint-unknown, 409 endpoint-of-kcs, 422', async () => {
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    const acts = (client: Client, id: string) => [
      client.post(`/v1/endpoints/${id}/gone`, { reason: 'x' }),
      client.call('PUT', `/v1/endpoints/${id}/address`, { address: 'https://a.example', reason: 'x' }),
      client.post(
        `/v1/endpoints/${id}/secret`,
        { setting: 'secret', reason: 'x' },
        { 'idempotency-key': 'k' },
      ),
    ]
    const codes = async (client: Client, id: string) =>
      new Set(
        (await Promise.all(acts(client, id))).map(
          (reply) => `${reply.status} ${reply.at('/code') as string}`,
        ),
      )
    expect(await codes(officer, 'one')).toEqual(new Set(['403 forbidden']))
    expect((await officer.post('/v1/desk/systems/push/pause', { reason: 'x' })).status).toBe(403)
    expect(await codes(operator, 'none')).toEqual(new Set(['404 endpoint-unknown']))
    await endpoint(api, 'print', 'print' as AgentSystem)
    expect(await codes(operator, 'print')).toEqual(new Set(['409 endpoint-of-kcs']))
    expect((await newSecret('one', { setting: 'password' })).at('/code')).toBe('setting-unknown')
    expect((await newSecret('dak', { setting: 'token' })).at('/code')).toBe('setting-value-missing')
    expect((await newSecret('one', { overlapHours: 1000 })).at('/code')).toBe('validation-failed')
    const private_ = { address: 'http://10.0.0.1', reason: 'x' }
    expect((await operator.call('PUT', '/v1/endpoints/one/address', private_)).at('/code')).toBe(
      'endpoint-address-forbidden',
    )
  })
})
