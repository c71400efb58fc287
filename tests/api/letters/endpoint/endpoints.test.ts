import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { pauseEndpoint } from '../../../support/pause-endpoint'

describe('the operator’s hand', () => {
  let api: TestApi
  let operator: Client
  let agent: Client
  beforeAll(async () => {
    api = await openApi()
    operator = await api.officer('operator', [], ['operator'])
    agent = await api.agent('agent-1', [])
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    api.runs.calls.length = 0
    await api.repositories.endpoints.save({
      id: 'cdit',
      mechanism: 'push',
      agent: 'agent-1',
      address: 'https://agent.example',
      sealedSettings: sealedSettings(api.deps.secrets, { secret: 'secret' }),
      backOff: DEFAULT_BACK_OFF,
      concurrency: 4,
    })
    await api.repositories.endpoints.open('cdit')
  })
  const told = (call: string) =>
    until(() => api.runs.calls.some((one) => one.call === call && one.subject === 'cdit'), { what: call })

  test('a request with the key of its agent has a paused endpoint probed at once; an operator’s pause stays', async () => {
    await pauseEndpoint(api.repositories, 'cdit', 'kcs', 'http-500', api.now())
    await agent.get('/v1/documents')
    await told('signalWithStart endpoint resumed')
    expect(await api.repositories.endpoints.heard({ id: 'cdit' }, api.now(), new Date(0))).toEqual([])
    await pauseEndpoint(api.repositories, 'cdit', 'operator', 'works', api.now())
    const later = new Date(api.now().getTime() + 60_000)
    expect(await api.repositories.endpoints.heard({ agent: 'agent-1' }, later, later)).toEqual([])
  })

  test('an agent that starts anew and asks who it is has its endpoint probed at once, however lately it had called', async () => {
    await agent.get('/v1/documents')
    await pauseEndpoint(api.repositories, 'cdit', 'kcs', 'connection-refused', api.now())
    await agent.get('/v1/agent')
    await told('signalWithStart endpoint resumed')
  })

  test('GET /v1/endpoints 200: each with what waits for it, and without its secrets', async () => {
    await api.tapal(await api.dispatch(), {
      endpoint: 'cdit',
      mechanism: 'push',
      state: 'routed',
      parked: true,
      nextAttemptAt: new Date(),
    })
    const reply = await operator.get('/v1/endpoints')
    expect(reply.at('/items')).toMatchObject([
      {
        id: 'cdit',
        state: 'open',
        parked: 1,
        parkedSince: expect.any(String),
        temporal: 'http://temporal.invalid/namespaces/default/workflows/endpoint%3Acdit',
      },
    ])
    expect(reply.text).not.toMatch(/sealed/i)
  })

  test('POST /v1/endpoints/:id/pause and /resume 202: paused with a reason, open again; its run is told', async () => {
    const pause = () => operator.post('/v1/endpoints/cdit/pause', { reason: 'Maintenance till noon' })
    const paused = await pause()
    expect([paused.status, paused.body]).toMatchObject([
      202,
      { state: 'paused', pausedBy: 'operator', reason: 'Maintenance till noon' },
    ])
    await told('signalWithStart endpoint parked')
    expect((await pause()).at('/pausedAt')).toBe(paused.at('/pausedAt'))
    const resumed = await operator.post('/v1/endpoints/cdit/resume')
    expect([resumed.status, resumed.at('/state')]).toEqual([202, 'open'])
    await told('signalWithStart endpoint resumed')
  })

  test('404 endpoint-unknown', async () => {
    for (const path of ['pause', 'resume']) {
      const reply = await operator.post(
        `/v1/endpoints/none/${path}`,
        path === 'pause' ? { reason: 'x' } : undefined,
      )
      expect([reply.status, reply.at('/code')]).toEqual([404, 'endpoint-unknown'])
    }
  })

  test('422 validation-failed: no reason', async () => {
    expect((await operator.post('/v1/endpoints/cdit/pause', {})).at('/code')).toBe('validation-failed')
  })

  test('403 forbidden: an officer', async () => {
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    for (const reply of [
      await officer.get('/v1/endpoints'),
      await officer.post('/v1/endpoints/cdit/pause', { reason: 'x' }),
      await officer.post('/v1/endpoints/cdit/resume'),
    ])
      expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
  })

  describe('GET /v1/notices', () => {
    const notice = (id: string, more: { seat?: string; role?: 'operator' }) => ({
      id,
      kind: 'overdue' as const,
      channel: 'portal' as const,
      seat: more.seat ?? null,
      role: more.role ?? null,
      address: '',
      tapal: 't',
      dispatch: 'd',
      endpoint: null,
      level: 1,
      atOnce: false,
      at: new Date(),
    })

    test('200: an officer sees those of the seats held, an operator those of the operators', async () => {
      await api.repositories.notices.add([
        notice('n-seat', { seat: 'RECV/HEAD' }),
        notice('n-other', { seat: 'SEND/SO' }),
        notice('n-operator', { role: 'operator' }),
      ])
      const ids = async (client: Client, query = '') =>
        ((await client.get(`/v1/notices${query}`)).at('/items') as { id: string }[]).map(({ id }) => id)
      const head = await api.officer('head', ['RECV/HEAD'])
      expect(await ids(head)).toEqual(['n-seat'])
      expect(await ids(head, '?seat=RECV/HEAD')).toEqual(['n-seat'])
      expect(await ids(operator)).toEqual(['n-operator'])
    })

    test('403 seat-not-held', async () => {
      const reply = await operator.get('/v1/notices?seat=RECV/HEAD')
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })
  })
})
