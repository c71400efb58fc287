import { plainProfile } from '../../../../domain/directory/office/profile'
import type { Capabilities } from '../../../../domain/letters/delivery/mechanism'
import { carryOut } from '../../../../services/operations/desk/carry-out'
import { buildOffice } from '../../../support/builders'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { endpoint, failedLetter, waitingLetter } from './rig'

describe('jobs of the operator’s desk', () => {
  let api: TestApi
  let operator: Client
  let key = 0
  beforeAll(async () => {
    api = await openApi()
    operator = await api.officer('operator', [], ['operator'])
    await endpoint(api, 'cdit')
    await endpoint(api, 'new')
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    api.runs.calls.length = 0
    await api.database.collection('tapals').deleteMany({})
    await api.database.collection('jobs').deleteMany({})
    await takes('new', {})
  })
  /** The system at the endpoint said that it takes no more than this. */
  const takes = async (id: string, said: Partial<Capabilities>) => {
    const record = (await api.repositories.endpoints.byId(id))!
    await api.repositories.endpoints.noteAsked(record, { takes: said as Capabilities }, api.now())
  }
  const begin = (job: object, idempotencyKey = `k${(key += 1)}`) =>
    operator.post('/v1/desk/jobs', { reason: 'It is back', ...job }, { 'idempotency-key': idempotencyKey })
  const tapal = async (id: string) => (await api.repositories.tapals.byId(id))!
  const calls = () => api.runs.calls.map(({ call, subject }) => `${call} ${subject}`)
  /** Runs the duty, as if the time of each step had come, until nothing is left. */
  const work = async () => {
    for (let steps = 0; steps < 50; steps += 1) {
      api.advance(61_000)
      if (!(await carryOut(api.deps, api.now()))) return
    }
  }

  test('POST /v1/desk/jobs 202: one letter is sent again at once, with the reason in the audit log, and its system is told', async () => {
    const { id } = await failedLetter(api, 'cdit')
    const reply = await begin({ act: 'replay', letters: [id] })
    expect([reply.status, reply.body]).toMatchObject([
      202,
      { act: 'replay', letters: 1, state: 'done', done: 1, passed: 0, by: 'operator', reason: 'It is back' },
    ])
    expect(await tapal(id)).toMatchObject({ state: 'routed', parked: true })
    expect(calls()).toEqual(['signalWithStart endpoint parked cdit'])
    const [entry] = await api.repositories.audit.of(reply.at('/id') as string)
    expect(entry).toMatchObject({ what: 'job-replay', after: { reason: 'It is back', letters: 1 } })
    expect((await operator.get(`/v1/desk/jobs/${reply.at('/id') as string}`)).body).toEqual(reply.body)
    expect((await operator.get('/v1/desk/jobs')).at('/items')).toEqual([reply.body])
  })

  test('POST /v1/desk/jobs 202: a repeat under the same key returns the same job and sends nothing twice', async () => {
    const { id } = await failedLetter(api, 'cdit')
    const first = await begin({ act: 'replay', letters: [id] }, 'same')
    const change = {
      event: { kind: 'state', to: 'failed', cause: 'never', actor: { kind: 'kcs' }, at: api.now() },
      set: {},
    } as const
    await api.repositories.tapals.apply(id, change)
    const again = await begin({ act: 'replay', letters: [id] }, 'same')
    expect(again.at('/id')).toBe(first.at('/id'))
    expect((await tapal(id)).state).toBe('failed')
    const other = await begin({ act: 'give-up', letters: [id] }, 'same')
    expect([other.status, other.at('/code')]).toEqual([422, 'idempotency-key-reused'])
  })

  test('an interval is sent again at the limited rate, what failed elsewhere and what does not fail stays', async () => {
    const failed = []
    for (let count = 0; count < 5; count += 1) failed.push((await failedLetter(api, 'cdit')).id)
    const elsewhere = await failedLetter(api, 'new')
    const waiting = await waitingLetter(api, 'cdit')
    const reply = await begin({ act: 'replay', filter: { endpoint: 'cdit' }, perMinute: 60 })
    expect(reply.body).toMatchObject({
      state: 'under-way',
      done: 1,
      letters: null,
      filter: { endpoint: 'cdit', state: 'failed' },
    })
    expect(await carryOut(api.deps, api.now())).toBe(false)
    await work()
    const job = await operator.get(`/v1/desk/jobs/${reply.at('/id') as string}`)
    expect(job.body).toMatchObject({ state: 'done', done: 5, passed: 0 })
    for (const id of failed) expect((await tapal(id)).state).toBe('routed')
    expect((await tapal(elsewhere.id)).state).toBe('failed')
    expect((await tapal(waiting.id)).events).toHaveLength(waiting.events.length)
  })

  test('a step that was killed is done again: each letter once, and counted once', async () => {
    const ids = []
    for (let count = 0; count < 3; count += 1) ids.push((await failedLetter(api, 'cdit')).id)
    api.runs.down = true
    const reply = await begin({ act: 'replay', letters: ids })
    expect(reply.status).toBe(500)
    api.runs.down = false
    const changed = (await tapal(ids[0]!)).events.length
    await work()
    const [job] = (await operator.get('/v1/desk/jobs')).at('/items') as object[]
    expect(job).toMatchObject({ state: 'done', done: 3, passed: 0 })
    for (const id of ids) expect((await tapal(id)).events).toHaveLength(changed)
    expect(calls().at(-1)).toBe('signalWithStart endpoint parked cdit')
  })

  test('two processes never do the same step, and a stopped job goes no further', async () => {
    const ids = []
    for (let count = 0; count < 4; count += 1) ids.push((await failedLetter(api, 'cdit')).id)
    const reply = await begin({ act: 'replay', letters: ids, perMinute: 1 })
    api.advance(61_000)
    const turns = await Promise.all([1, 2, 3].map(() => carryOut(api.deps, api.now())))
    expect(turns.filter(Boolean)).toHaveLength(1)
    const stop = await operator.post(`/v1/desk/jobs/${reply.at('/id') as string}/stop`, {
      reason: 'Too many',
    })
    expect(stop.body).toMatchObject({ state: 'stopped', done: 2 })
    await work()
    expect((await tapal(ids[3]!)).state).toBe('failed')
    const entries = await api.repositories.audit.of(reply.at('/id') as string)
    expect(entries.at(-1)).toMatchObject({ what: 'job-stopped', after: { reason: 'Too many' } })
  })

  test('reroute: what failed or is parked at a dead system goes by the present way of its office', async () => {
    const failed = await failedLetter(api, 'cdit')
    const parked = await waitingLetter(api, 'cdit', { parked: true, reference: 'old' })
    const claimed = await waitingLetter(api, 'cdit', {
      parked: true,
      claim: { id: 'c', until: new Date(api.now().getTime() + 3_600_000) },
    })
    const office = buildOffice('RECV')
    await api.repositories.offices.save([{ ...office, profiles: [plainProfile(new Date(0), 'push', 'new')] }])
    const ids = [failed.id, parked.id, claimed.id]
    const reply = await begin({ act: 'reroute', letters: ids })
    expect(reply.body).toMatchObject({ state: 'done', done: 2, passed: 1, way: null })
    for (const id of ids.slice(0, 2))
      expect(await tapal(id)).toMatchObject({
        endpoint: 'new',
        state: 'routed',
        parked: true,
        reference: null,
      })
    expect((await tapal(claimed.id)).endpoint).toBe('cdit')
    expect(calls()).toEqual(['signalWithStart endpoint parked new'])
  })

  test('reroute: a way of the profile that is gone is passed over, as it is for a new letter', async () => {
    const { id } = await failedLetter(api, 'cdit')
    await operator.post('/v1/endpoints/new/gone', { reason: 'switched off' })
    const office = buildOffice('RECV')
    await api.repositories.offices.save([{ ...office, profiles: [plainProfile(new Date(0), 'push', 'new')] }])
    await begin({ act: 'reroute', letters: [id] })
    expect(await tapal(id)).toMatchObject({ endpoint: 'kcs-agent', mechanism: 'kcs-agent', state: 'routed' })
    await operator.post('/v1/endpoints/new/resume', { reason: 'back' })
  })

  test('reroute: by a way that is named; one that is gone is refused', async () => {
    const { id } = await failedLetter(api, 'cdit')
    const gone = await operator.post('/v1/endpoints/new/gone', { reason: 'switched off' })
    expect([gone.status, gone.at('/state'), gone.at('/by')]).toEqual([202, 'gone', 'operator'])
    expect((await begin({ act: 'reroute', letters: [id], way: 'new' })).at('/code')).toBe('endpoint-gone')
    await operator.post('/v1/endpoints/new/resume', { reason: 'back' })
    await begin({ act: 'reroute', letters: [id], way: 'new' })
    expect(await tapal(id)).toMatchObject({
      endpoint: 'new',
      mechanism: 'push',
      taking: 'diary',
      parked: true,
    })
  })

  test('reroute: a way of the profile whose system does not take the letter is passed over, and the trace says why', async () => {
    const { id } = await failedLetter(api, 'cdit')
    await takes('new', { kinds: ['circular'] })
    const office = buildOffice('RECV')
    await api.repositories.offices.save([{ ...office, profiles: [plainProfile(new Date(0), 'push', 'new')] }])
    await begin({ act: 'reroute', letters: [id] })
    const { endpoint: at, state, events } = await tapal(id)
    expect([at, state]).toEqual(['kcs-agent', 'routed'])
    expect(events.at(-1)).toMatchObject({ cause: 'rerouted-by-operator', code: 'way-refuses-kind' })
  })

  test('POST /v1/desk/jobs 422 refused-kind: a named way whose system does not take a chosen letter; nothing is done', async () => {
    const ids = [(await failedLetter(api, 'cdit')).id, (await failedLetter(api, 'cdit')).id]
    await takes('new', { kinds: ['circular'] })
    const reply = await begin({ act: 'reroute', letters: ids, way: 'new' }, 'refused')
    expect([reply.status, reply.at('/code')]).toEqual([422, 'refused-kind'])
    expect(reply.at('/errors')).toMatchObject([
      { pointer: '/letters/0', code: 'refused-kind', detail: expect.stringContaining(`${ids[0]}: `) },
      { pointer: '/letters/1', code: 'refused-kind', detail: expect.stringContaining(`${ids[1]}: `) },
    ])
    for (const id of ids) expect(await tapal(id)).toMatchObject({ endpoint: 'cdit', state: 'failed' })
    await takes('new', {})
    const done = await begin({ act: 'reroute', letters: ids, way: 'new' }, 'refused')
    expect(done.body).toMatchObject({ state: 'done', done: 2 })
    await takes('new', { kinds: ['circular'] })
    const again = await begin({ act: 'reroute', letters: ids, way: 'new' }, 'refused')
    expect([again.status, again.at('/id')]).toEqual([202, done.at('/id')])
  })

  test('reroute: of letters that a filter finds those that the named system does not take are passed over', async () => {
    const { id } = await failedLetter(api, 'cdit')
    await takes('new', { languages: [] })
    const reply = await begin({ act: 'reroute', filter: { endpoint: 'cdit' }, way: 'new' })
    expect(reply.body).toMatchObject({ done: 0, passed: 1 })
    expect(await tapal(id)).toMatchObject({ endpoint: 'cdit', state: 'failed' })
  })

  test('give up: the letters expire, their runs and senders are told; a late acknowledgement would still be taken', async () => {
    const { id, dispatch } = await failedLetter(api, 'cdit')
    const waiting = await waitingLetter(api, 'cdit', { parked: true })
    const reply = await begin({
      act: 'give-up',
      letters: [id, waiting.id],
      reason: 'The office is closed for good',
    })
    expect(reply.body).toMatchObject({ state: 'done', done: 2 })
    for (const one of [id, waiting.id])
      expect(await tapal(one)).toMatchObject({
        state: 'expired',
        owes: false,
        parked: false,
        nextAttemptAt: null,
      })
    expect(calls()).toContain(`signal dispatch acknowledged ${dispatch}`)
    expect((await operator.get('/v1/desk/letters')).at('/items')).toEqual([])
  })

  test('what does not allow the act is passed over', async () => {
    const { id } = await waitingLetter(api, 'cdit')
    const reply = await begin({ act: 'replay', letters: [id, 'none'] })
    expect(reply.body).toMatchObject({ state: 'done', done: 0, passed: 2 })
  })

  test('403 forbidden, 404, 422', async () => {
    const officer = await api.officer('officer', ['RECV/TAPAL'])
    const body = { act: 'replay', letters: ['x'], reason: 'x' }
    expect((await officer.post('/v1/desk/jobs', body, { 'idempotency-key': 'k' })).at('/code')).toBe(
      'forbidden',
    )
    expect((await officer.get('/v1/desk/jobs')).at('/code')).toBe('forbidden')
    expect((await operator.get('/v1/desk/jobs/none')).at('/code')).toBe('job-unknown')
    expect((await operator.post('/v1/desk/jobs/none/stop', { reason: 'x' })).at('/code')).toBe('job-unknown')
    expect((await begin({ act: 'reroute', letters: ['x'], way: 'none' })).at('/code')).toBe(
      'endpoint-unknown',
    )
    for (const wrong of [
      { act: 'replay' },
      { act: 'replay', letters: ['x'], filter: { state: 'failed' } },
      { act: 'give-up', filter: {} },
      { act: 'replay', letters: ['x'], way: 'new' },
      { act: 'replay', letters: Array.from({ length: 501 }, (_, index) => `T${index}`) },
      { act: 'replay', letters: ['x'], reason: '' },
    ])
      expect((await begin(wrong)).at('/code')).toBe('validation-failed')
    expect((await operator.post('/v1/desk/jobs', body)).at('/code')).toBe('idempotency-key-missing')
  })
})
