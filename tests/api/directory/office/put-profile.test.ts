import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'

describe('PUT /v1/offices/:code/profile', () => {
  let api: TestApi
  let admin: Client
  let endpoint: string
  beforeAll(async () => {
    api = await openApi()
    admin = await api.officer('admin', [], ['admin'])
    const agent = { name: 'A', offices: ['RECV'], mechanism: 'push', address: 'http://127.0.0.1:9/kcs' }
    endpoint = String(
      (await admin.post('/v1/agents', agent, { 'idempotency-key': 'profile' })).at('/endpoint/id'),
    )
  })
  afterAll(() => api.close())
  const profiles = async () => (await api.repositories.offices.byCode('RECV'))!.profiles

  test('200: from now on letters reach the office through the endpoint; the profile before it is kept', async () => {
    const before = await profiles()
    const reply = await admin.call('PUT', '/v1/offices/RECV/profile', { endpoint })
    expect([reply.status, reply.at('/mechanism')]).toEqual([200, 'push'])
    const after = await profiles()
    expect(after.slice(0, before.length)).toEqual(before)
    expect(after[before.length]).toMatchObject({ ways: [{ system: 'push', endpoint }], taking: 'diary' })
  })

  test('200: the same again changes nothing', async () => {
    const before = await profiles()
    expect((await admin.call('PUT', '/v1/offices/RECV/profile', { endpoint })).status).toBe(200)
    expect(await profiles()).toEqual(before)
  })

  test('403 to anyone but an administrator', async () => {
    const clerk = await api.officer('clerk.profile', ['RECV/TAPAL'])
    expect((await clerk.call('PUT', '/v1/offices/RECV/profile', { endpoint })).at('/code')).toBe('forbidden')
  })

  test('403 when the agent behind the endpoint does not serve the office', async () => {
    expect((await admin.call('PUT', '/v1/offices/SEND/profile', { endpoint })).at('/code')).toBe(
      'office-not-served',
    )
  })

  test('404 for an endpoint that does not exist', async () => {
    expect((await admin.call('PUT', '/v1/offices/RECV/profile', { endpoint: 'nowhere' })).at('/code')).toBe(
      'endpoint-unknown',
    )
  })

  test('404 for an office that does not exist', async () => {
    expect((await admin.call('PUT', '/v1/offices/NOWHERE/profile', { endpoint })).at('/code')).toBe(
      'not-found',
    )
  })
})

describe('PUT /v1/offices/:code/profile with several ways', () => {
  let api: TestApi
  let admin: Client
  beforeAll(async () => {
    api = await openApi()
    admin = await api.officer('admin', [], ['admin'])
  })
  afterAll(() => api.close())
  const put = (body: object, headers: Record<string, string> = {}) =>
    admin.call('PUT', '/v1/offices/RECV/profile', body, headers)
  const soon = (ms: number) => new Date(api.now().getTime() + ms).toISOString()

  test('200: ways in order, what it accepts and what stands in; a system may have no address yet', async () => {
    const ways = [{ system: 'ksmart' }, { system: 'email' }]
    const accepts = { maxDocumentBytes: 5_000_000, languages: ['ml'] }
    const reply = await put({ ways, accepts, fallback: 'print', taking: 'person' })
    expect([reply.status, reply.at('/mechanism')]).toEqual([200, 'email'])
    const { profiles } = (await api.repositories.offices.byCode('RECV'))!
    expect(profiles.at(-1)).toMatchObject({
      ways: [
        { system: 'ksmart', endpoint: null },
        { system: 'email', endpoint: 'email' },
      ],
      accepts,
      fallback: 'print',
      taking: 'person',
    })
    const card = await admin.get('/v1/offices/RECV/card')
    expect(card.at('/profile/chosen/reasons')).toMatchObject([
      { code: 'system-without-endpoint', of: 'ksmart' },
      { code: 'profile' },
    ])
  })

  test('200: how long letters wait at a way that is paused, from a minute to a month', async () => {
    const ways = [{ system: 'ksmart' }, { system: 'email' }]
    const putWait = (nextWayAfterSeconds: number) => put({ ways, taking: 'person', nextWayAfterSeconds })
    const reply = await putWait(172_800)
    expect(reply.status).toBe(200)
    const { profiles } = (await api.repositories.offices.byCode('RECV'))!
    expect(profiles.at(-1)).toMatchObject({ nextWayAfterSeconds: 172_800 })
    expect((await admin.get('/v1/offices/RECV/card')).at('/profile/nextWayAfterSeconds')).toBe(172_800)
    for (const wrong of [59, 2_592_001, 1.5])
      expect((await putWait(wrong)).at('/code')).toBe('validation-failed')
  })

  test('200: a change on a later day moves nothing until then', async () => {
    const from = soon(60_000)
    expect((await put({ ways: [{ system: 'print' }], from })).at('/mechanism')).toBe('email')
    expect((await admin.get(`/v1/offices/RECV?at=${from}`)).at('/mechanism')).toBe('print')
  })

  test('422 in the past, 409 for another one from the same instant on', async () => {
    const past = await put({ ways: [{ system: 'print' }], from: '2020-01-01T00:00:00.000Z' })
    expect([past.status, past.at('/code')]).toEqual([422, 'effective-in-past'])
    const from = soon(120_000)
    expect((await put({ ways: [{ system: 'email' }], from })).status).toBe(200)
    const again = await put({ ways: [{ system: 'kcs-agent' }], from })
    expect([again.status, again.at('/code')]).toEqual([409, 'exists-already'])
  })

  test.each([
    ['both an endpoint and ways', { endpoint: 'x', ways: [{ system: 'print' }] }, 'validation-failed'],
    ['neither', {}, 'validation-failed'],
    ['an endpoint that is not registered', { ways: [{ system: 'iaps', endpoint: 'x' }] }, 'endpoint-unknown'],
    [
      'a size beyond what KCS takes',
      { ways: [{ system: 'print' }], accepts: { maxDocuments: 99 } },
      'validation-failed',
    ],
  ])('refused: %s', async (_what, body, code) => {
    expect((await put(body)).at('/code')).toBe(code)
  })

  test('412 for a version that is no longer', async () => {
    expect((await put({ ways: [{ system: 'print' }] }, { 'if-match': '"1"' })).status).toBe(412)
  })
})
