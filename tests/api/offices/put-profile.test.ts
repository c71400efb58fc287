import { openApi, type TestApi } from '../../support/api'
import type { Client } from '../../support/api-client'

describe('PUT /v1/offices/:code/profile', () => {
  let api: TestApi
  let admin: Client
  let endpoint: string
  beforeAll(async () => {
    api = await openApi('office-profile')
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
