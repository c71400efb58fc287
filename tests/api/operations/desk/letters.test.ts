import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { endpoint, failedLetter, waitingLetter } from './rig'

describe('the letters of the operator’s desk', () => {
  let api: TestApi
  let operator: Client
  beforeAll(async () => {
    api = await openApi()
    operator = await api.officer('operator', [], ['operator'])
    await endpoint(api, 'cdit')
    await endpoint(api, 'other')
  })
  afterAll(() => api.close())
  afterEach(async () => {
    await api.database.collection('tapals').deleteMany({})
  })
  const ids = async (query = '') =>
    ((await operator.get(`/v1/desk/letters${query}`)).at('/items') as { id: string }[]).map(({ id }) => id)

  test('GET /v1/desk/letters 200: a letter that is well is not there; one in trouble is there without subject and names', async () => {
    await waitingLetter(api, 'cdit')
    const { id } = await failedLetter(api, 'cdit')
    const reply = await operator.get('/v1/desk/letters')
    expect(reply.at('/items')).toEqual([
      expect.objectContaining({
        id,
        state: 'failed',
        code: 'http-404',
        endpoint: 'cdit',
        recipient: { office: 'RECV', seat: 'RECV/TAPAL' },
      }),
    ])
    expect(reply.text).not.toMatch(/private matter|Name of/)
  })

  test('GET /v1/desk/health 200: of all systems, or of one alone', async () => {
    await failedLetter(api, 'cdit')
    await failedLetter(api, 'other')
    await waitingLetter(api, 'other')
    const health = async (query = '') =>
      (await operator.get(`/v1/desk/health${query}`)).at('/items') as object[]
    const all = await health()
    expect(all).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'other', queued: 1, letters: expect.objectContaining({ failed: 1 }) }),
      ]),
    )
    expect(await health('?endpoint=other')).toEqual(all.filter((one) => 'id' in one && one.id === 'other'))
    expect(await health('?endpoint=none')).toEqual([])
  })

  test('GET /v1/desk/letters 200: by state, system, office, cause and age', async () => {
    const failed = await failedLetter(api, 'cdit', 'http-404')
    const otherFailed = await failedLetter(api, 'other', 'http-405')
    const parked = await waitingLetter(api, 'other')
    await api.repositories.tapals.park('other', api.now())
    expect(await ids()).toEqual([failed.id, otherFailed.id, parked.id])
    expect(await ids('?state=failed')).toEqual([failed.id, otherFailed.id])
    expect(await ids('?state=parked')).toEqual([parked.id])
    expect(await ids('?endpoint=cdit')).toEqual([failed.id])
    expect(await ids('?code=http-405')).toEqual([otherFailed.id])
    expect(await ids('?code=endpoint-paused')).toEqual([parked.id])
    expect(await ids('?office=NONE')).toEqual([])
    expect(await ids('?mechanism=push&office=RECV')).toHaveLength(3)
    expect(await ids(`?since=${new Date(api.now().getTime() + 60_000).toISOString()}`)).toEqual([])
    expect(await ids(`?until=${new Date(api.now().getTime() + 60_000).toISOString()}`)).toHaveLength(3)
  })

  test('GET /v1/desk/letters 200: page by page, and of each page only its letters are read', async () => {
    const all = []
    for (let count = 0; count < 7; count += 1) all.push((await failedLetter(api, 'cdit')).id)
    for (let count = 0; count < 20; count += 1) await waitingLetter(api, 'cdit')
    const first = await operator.get('/v1/desk/letters?limit=5&endpoint=cdit')
    const second = await operator.get(
      `/v1/desk/letters?limit=5&endpoint=cdit&cursor=${first.at('/next') as string}`,
    )
    const found = [first, second].flatMap((reply) =>
      (reply.at('/items') as { id: string }[]).map(({ id }) => id),
    )
    expect(found).toEqual(all)
    expect(second.at('/next')).toBeNull()
    const tapals = api.database.collection('tapals')
    for (const hint of ['desk', 'desk-of-endpoint']) {
      const plan = await tapals
        .find(
          {
            trouble: 'http-404',
            state: { $in: ['failed', 'routed', 'handed-over'] },
            parked: { $in: [false, true] },
            office: 'RECV',
            ...(hint === 'desk' ? {} : { endpoint: 'cdit' }),
          },
          { hint, sort: { _id: 1 }, limit: 5 },
        )
        .explain('executionStats')
      expect(plan['executionStats']).toMatchObject({ nReturned: 5, totalDocsExamined: 5 })
    }
  })

  test('GET /v1/desk/letters/:id 200: each try with its exact code; the letter itself only after breaking the glass, for 15 minutes', async () => {
    const { id } = await failedLetter(api, 'cdit', 'http-404')
    const read = () => operator.get(`/v1/desk/letters/${id}`)
    const sealed = await read()
    expect(sealed.body).toMatchObject({
      state: 'failed',
      tapalState: 'failed',
      expiresAt: expect.any(String),
      history: [{}, {}, { cause: 'never', code: 'http-404', attempt: 1, actor: 'kcs' }],
      glass: null,
    })
    expect(sealed.text).not.toMatch(/private matter|Name of|HTTP 404/)
    const broken = await operator.post(`/v1/desk/letters/${id}/glass`, {
      reason: 'Their people ask which one',
    })
    expect(broken.status).toBe(201)
    expect((await read()).at('/glass')).toMatchObject({
      subject: 'A very private matter',
      sender: expect.any(String),
    })
    expect((await read()).at('/history/2/answer')).toBe('HTTP 404 no such letter')
    const entries = await api.repositories.audit.of(id)
    expect(entries.at(-1)).toMatchObject({
      what: 'glass-broken',
      after: { reason: 'Their people ask which one' },
      actor: { kind: 'operator', account: 'account:operator' },
    })
    const another = await api.officer('another', [], ['operator'])
    expect((await another.get(`/v1/desk/letters/${id}`)).at('/glass')).toBeNull()
    api.advance(15 * 60_000 + 1)
    expect((await read()).at('/glass')).toBeNull()
  })

  test('GET /v1/desk/health 200: per system its state, what waits since when, and what went wrong; its letters are counted in the index', async () => {
    await failedLetter(api, 'cdit', 'http-404')
    await failedLetter(api, 'cdit', 'http-404')
    await failedLetter(api, 'cdit', 'http-405')
    await waitingLetter(api, 'cdit')
    await operator.post('/v1/endpoints/cdit/pause', { reason: 'works on the network' })
    await api.repositories.endpoints.noteSuccess(new Map([['cdit', new Date('2026-11-22T06:00:00Z')]]))
    const reply = await operator.get('/v1/desk/health')
    expect(reply.at('/items')).toEqual([
      expect.objectContaining({
        id: 'cdit',
        state: 'paused',
        pausedBy: 'operator',
        by: 'operator',
        reason: 'works on the network',
        lastSuccessAt: '2026-11-22T06:00:00.000Z',
        queued: 1,
        queuedSince: expect.any(String),
        letters: { failed: 3, parked: 0, waiting: 0, 'in-doubt': 0 },
        oldest: expect.any(String),
        faults: [
          { code: 'http-404', count: 2 },
          { code: 'http-405', count: 1 },
        ],
      }),
      expect.objectContaining({ id: 'other', queued: 0, faults: [] }),
    ])
    await operator.post('/v1/endpoints/cdit/resume', { reason: 'done' })
  })

  test('403 forbidden: an officer and an agent', async () => {
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    const agent = await api.agent('A', ['RECV'])
    for (const client of [officer, agent])
      for (const reply of [
        await client.get('/v1/desk/health'),
        await client.get('/v1/desk/letters'),
        await client.get('/v1/desk/letters/T1'),
        await client.post('/v1/desk/letters/T1/glass', { reason: 'x' }),
      ])
        expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
  })

  test('404 tapal-unknown, 400 parameter-invalid, 422 validation-failed', async () => {
    expect((await operator.get('/v1/desk/letters/none')).at('/code')).toBe('tapal-unknown')
    expect((await operator.post('/v1/desk/letters/none/glass', { reason: 'x' })).at('/code')).toBe(
      'tapal-unknown',
    )
    expect((await operator.get('/v1/desk/letters?state=lost')).at('/code')).toBe('parameter-invalid')
    expect((await operator.post('/v1/desk/letters/none/glass', {})).at('/code')).toBe('validation-failed')
  })
})
