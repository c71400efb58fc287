import { PASSWORD, type TestApi, openApi } from '../../support/api'

let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

const entriesOf = async (subject: string) =>
  (await api.repositories.audit.of(subject)).map(({ id, thing, what, from, to, actor }) => ({
    id,
    thing,
    what,
    ...(from === to ? {} : { from, to }),
    by: actor.kind === 'operator' ? actor.account : actor.kind,
  }))

test('registering an agent, and issuing and revoking its keys, has one entry each, however often it is asked', async () => {
  const admin = await api.officer('admin', [], ['admin'])
  const body = { name: 'System', offices: ['RECV'], mechanism: 'push', address: 'http://127.0.0.1:9/kcs' }
  const headers = { 'idempotency-key': 'register-1' }
  const made = (await admin.post('/v1/agents', body, headers)).body as {
    id: string
    endpoint: { id: string }
  }
  const id = made.id
  const endpoint = made.endpoint.id
  await admin.post('/v1/agents', body, headers)
  const key = (await admin.post(`/v1/agents/${id}/keys`, {}, { 'idempotency-key': 'k1' })).body as {
    id: string
  }
  await admin.post(`/v1/agents/${id}/keys`, {}, { 'idempotency-key': 'k1' })
  await admin.call('DELETE', `/v1/agents/${id}/keys/${key.id}`)
  await admin.call('DELETE', `/v1/agents/${id}/keys/${key.id}`)
  const by = 'account:admin'
  expect(await entriesOf(id)).toEqual([
    { id: `agent:${id}:registered`, thing: 'agent', what: 'agent-registered', by },
    { id: `agent:${id}:key-issued:${key.id}`, thing: 'agent', what: 'agent-key-issued', by },
    { id: `agent:${id}:key-revoked:${key.id}`, thing: 'agent', what: 'agent-key-revoked', by },
  ])
  expect(await entriesOf(endpoint)).toEqual([
    { id: `endpoint:${endpoint}:1`, thing: 'endpoint', what: 'endpoint-registered', by },
  ])
  const [entry] = await api.repositories.audit.of(endpoint)
  expect(entry?.after).toEqual({ mechanism: 'push', address: 'http://127.0.0.1:9/kcs', agent: id })
})

test('who pauses and resumes a system is in the log, and so is what KCS does itself; a repeat enters nothing', async () => {
  const { endpoints } = api.repositories
  await endpoints.save({
    id: 'x',
    mechanism: 'push',
    agent: null,
    address: 'http://127.0.0.1:9/',
    backOff: { initialMs: 1, factor: 1, maxMs: 1, maxAttempts: 1 },
    concurrency: 1,
  })
  const operator = await api.officer('operator', [], ['operator'])
  const at = api.now()
  await endpoints.trip('x', 'unreachable', at)
  await endpoints.trip('x', 'unreachable', at)
  await operator.post('/v1/endpoints/x/pause', { reason: 'works' })
  await operator.post('/v1/endpoints/x/pause', { reason: 'works' })
  await operator.post('/v1/endpoints/x/resume')
  await endpoints.gone('x', api.now(), 'http-410')
  const entry = (mark: number, what: string, by: string, move: object) => ({
    ...{ id: `endpoint:x:${mark}`, thing: 'endpoint', what, by },
    ...move,
  })
  expect(await entriesOf('x')).toEqual([
    entry(2, 'endpoint-paused', 'kcs', { from: 'open', to: 'paused' }),
    entry(3, 'endpoint-paused', 'account:operator', {}),
    entry(4, 'endpoint-resumed', 'account:operator', { from: 'paused', to: 'open' }),
    entry(5, 'endpoint-gone', 'kcs', { from: 'open', to: 'gone' }),
  ])
})

test('signing in and out is in the log; of a row of failures there is one entry, and no login that is nobody’s', async () => {
  const officer = await api.officer('asha', ['SEND/SO'])
  await officer.call('DELETE', '/v1/session')
  const fail = (login: string, password = 'wrong password') =>
    api.anyone.post('/v1/session', { login, password })
  for (let i = 0; i < 4; i += 1) await fail('asha')
  for (let i = 0; i < 8; i += 1) await fail('my-password-2021', PASSWORD)
  const whats = (await entriesOf('asha')).map(({ what }) => what)
  expect(whats.sort()).toEqual(['sign-in-failed', 'signed-in', 'signed-out'])
  expect((await entriesOf('-')).map(({ what }) => what).sort()).toEqual(['sign-in-failed', 'sign-in-refused'])
  expect(await entriesOf('my-password-2021')).toEqual([])
  expect((await entriesOf('asha')).every(({ thing }) => thing === 'session')).toBe(true)
})

test('an entry holds so much of a value and no more', async () => {
  const change = { what: 'x', actor: { kind: 'kcs' }, at: api.now() } as const
  await api.repositories.transaction((session) =>
    api.repositories.audit.note(
      { thing: 'group', id: 'large' },
      { after: { codes: Array.from({ length: 100_000 }, (_, i) => `OFFICE-${i}`), name: 'n' } },
      change,
      session,
    ),
  )
  const [entry] = await api.repositories.audit.of('large')
  expect(JSON.stringify(entry?.after).length).toBeLessThan(6_000)
  expect(entry?.after?.['name']).toBe('n')
  expect(entry?.after?.['codes']).toMatch(/signs\)$/)
})
