import { newCharge, newEmployee } from '../../../../domain/directory/charge/charge'
import { openApi, type TestApi } from '../../../support/api'
import type { Client, Reply } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'

describe('seats', () => {
  let api: TestApi
  let admin: Client
  let department: Client
  let clerk: Client
  beforeAll(async () => {
    api = await openApi()
    await api.repositories.offices.save([
      buildOffice('DEPT'),
      buildOffice('SUB', 'kcs-agent', { parent: 'DEPT', path: ['DEPT'] }),
    ])
    await api.repositories.seats.save([buildSeat('DEPT/HEAD')])
    admin = await api.officer('admin', [], ['admin'])
    department = await api.officer('dept.admin', ['DEPT/HEAD'], ['officer', 'department-admin'])
    clerk = await api.officer('clerk', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  const told = (reply: Reply) => [reply.status, reply.at('/code')]
  const path = (id: string) => `/v1/seats/${encodeURIComponent(id)}`
  const add = (who: Client, id: string, facts: object = {}) =>
    who.post('/v1/seats', { id, office: id.split('/')[0], designation: 'Clerk', ...facts })
  const patch = async (who: Client, id: string, body: object) =>
    who.call('PATCH', path(id), body, { 'if-match': String((await admin.get(path(id))).headers.get('etag')) })

  test('POST /v1/seats 201: by the department for its own offices, and only for those', async () => {
    const reply = await add(department, 'SUB/SO', {
      role: 'spio',
      reportsTo: 'DEPT/HEAD',
      services: ['rti'],
      wing: 'A',
    })
    expect([reply.status, reply.headers.get('location')]).toEqual([201, '/v1/seats/SUB%2FSO'])
    expect(reply.body).toMatchObject({ role: 'spio', holder: null, wing: 'A', version: 1 })
    expect(told(await add(department, 'RECV/NEW'))).toEqual([403, 'not-office-admin'])
    expect(told(await add(clerk, 'RECV/NEW'))).toEqual([403, 'forbidden'])
  })

  test('POST /v1/seats 409: the id is the key', async () => {
    expect(told(await add(admin, 'SUB/SO'))).toEqual([409, 'exists-already'])
  })

  test.each([
    ['an id of another office', { id: 'RECV/X', office: 'SUB' }, 'validation-failed'],
    ['a seat above that is not there', { reportsTo: 'SUB/NONE' }, 'seat-unknown'],
    ['a role that nobody knows', { role: 'king' }, 'validation-failed'],
    ['a post that is not sanctioned', { sanctionedPost: 'SUB/NONE' }, 'sanctioned-post-unknown'],
  ])('POST /v1/seats 422 for %s', async (_what, facts, code) => {
    expect(told(await add(admin, 'SUB/X', facts))).toEqual([422, code])
  })

  test('POST /v1/seats 422 for an office that is not there', async () => {
    expect(told(await add(admin, 'NOWHERE/X'))).toEqual([422, 'office-unknown'])
  })

  test('GET /v1/seats 200: those for a service', async () => {
    const reply = await clerk.get('/v1/seats?office=SUB&service=rti')
    expect(reply.at('/items')).toMatchObject([{ id: 'SUB/SO', services: ['rti'] }])
    expect((await clerk.get('/v1/seats?office=SUB&service=other')).at('/items')).toEqual([])
  })

  test('GET /v1/seats 200: an office with more seats than a page holds has a next one', async () => {
    await api.repositories.offices.save([buildOffice('CROWD')])
    const ids = Array.from({ length: 501 }, (_, n) => `CROWD/${String(n).padStart(3, '0')}`)
    await api.repositories.seats.save(ids.map((id) => buildSeat(id)))
    const first = await clerk.get('/v1/seats?office=CROWD')
    const rest = await clerk.get(`/v1/seats?office=CROWD&cursor=${String(first.at('/next'))}`)
    const seen = [first, rest].flatMap((reply) =>
      (reply.at('/items') as { id: string }[]).map(({ id }) => id),
    )
    expect(seen).toEqual(ids)
    expect(first.headers.get('link')).toContain('rel="next"')
    expect([rest.at('/next'), rest.headers.get('link')]).toEqual([null, null])
  })

  test('GET /v1/seats/:id 200: while it is vacant, who acts for it and why', async () => {
    expect((await clerk.get(path('SUB/SO'))).body).toMatchObject({
      holder: null,
      duty: {
        reason: { code: 'vacant-seat-above', of: 'DEPT/HEAD' },
        actingSeat: 'DEPT/HEAD',
        acting: 'Name of dept.admin',
      },
    })
  })

  test('GET /v1/seats/:id 200: whether the caller may give it, and may change it', async () => {
    const may = async (who: Client, id: string) => (await who.get(path(id))).at('/may')
    const head = await api.officer('recv.head', ['RECV/HEAD'])
    await api.repositories.seats.save([buildSeat('RECV/HEAD', { role: 'head' })])
    expect(await may(head, 'RECV/TAPAL')).toEqual({ charges: true, change: false })
    expect(await may(head, 'SUB/SO')).toEqual({ charges: false, change: false })
    expect(await may(department, 'SUB/SO')).toEqual({ charges: true, change: true })
    expect(await may(admin, 'SUB/SO')).toEqual({ charges: true, change: true })
    expect(await may(clerk, 'RECV/TAPAL')).toEqual({ charges: false, change: false })
    expect(await may(await api.agent('system', ['SUB']), 'SUB/SO')).toEqual({ charges: false, change: false })
  })

  test('GET /v1/seats/:id 200: as of an instant; and all its holders, newest first', async () => {
    await api.repositories.employees.save([newEmployee({ pen: 'OLD', name: 'Old Holder' })])
    const from = new Date('2024-01-01T00:00:00Z')
    const until = new Date('2025-01-01T00:00:00Z')
    await api.repositories.charges.save([
      newCharge({
        id: 'old',
        seat: 'RECV/TAPAL',
        employee: 'OLD',
        from,
        until,
        ended: 'transferred',
        kind: 'in-absence',
      }),
    ])
    const then = await clerk.get(`${path('RECV/TAPAL')}?at=2024-06-01T00:00:00.000Z`)
    expect(then.body).toMatchObject({ holder: 'Old Holder', duty: { reason: { code: 'holder-in-absence' } } })
    expect((await clerk.get(`${path('RECV/TAPAL')}/holders`)).at('/items')).toEqual([
      {
        employee: 'OLD',
        name: 'Old Holder',
        kind: 'in-absence',
        from: from.toISOString(),
        until: until.toISOString(),
        ended: 'transferred',
      },
      expect.objectContaining({ name: 'Name of clerk', until: null }),
    ])
    expect((await clerk.get(`${path('RECV/NONE')}/holders`)).status).toBe(404)
  })

  test('PATCH /v1/seats/:id 200: on its version, with its history', async () => {
    expect((await patch(department, 'SUB/SO', { section: 'B', services: [] })).body).toMatchObject({
      section: 'B',
      version: 2,
    })
    expect((await clerk.get(`${path('SUB/SO')}/history`)).at('/items/0')).toMatchObject({
      what: 'seat-changed',
      before: { section: '', services: ['rti'] },
      after: { section: 'B', services: [] },
    })
    expect(told(await admin.call('PATCH', path('SUB/SO'), { section: 'C' }, { 'if-match': '"1"' }))).toEqual([
      412,
      'version-stale',
    ])
    expect(told(await admin.call('PATCH', path('SUB/SO'), { section: 'C' }))).toEqual([
      428,
      'if-match-missing',
    ])
  })

  test('PATCH /v1/seats/:id 422 reporting-loop', async () => {
    expect(told(await patch(admin, 'DEPT/HEAD', { reportsTo: 'SUB/SO' }))).toEqual([422, 'reporting-loop'])
  })

  test('PATCH /v1/seats/:id 200: with its end its charges end', async () => {
    const activeUntil = new Date(api.now().getTime() + 60_000).toISOString()
    const { id } = await api.tapal(await api.dispatch(), { seat: 'RECV/TAPAL' })
    expect((await patch(admin, 'RECV/TAPAL', { activeUntil })).at('/code')).toBe('open-tapals')
    await api.database.collection('tapals').updateOne({ _id: id as never }, { $set: { state: 'closed' } })
    expect((await patch(admin, 'RECV/TAPAL', { activeUntil })).at('/activeUntil')).toBe(activeUntil)
    expect((await clerk.get(`${path('RECV/TAPAL')}/holders`)).at('/items/1')).toMatchObject({
      until: activeUntil,
      ended: 'seat-ended',
    })
  })

  test('PATCH /v1/seats/:id 200: its mail address, by who administers the office; one that is none is a fault at the field', async () => {
    const set = await patch(department, 'SUB/SO', { email: 'so.sub@office.invalid' })
    expect([set.status, set.at('/email')]).toEqual([200, 'so.sub@office.invalid'])
    const bad = await patch(department, 'SUB/SO', { email: 'so.sub at office' })
    expect([bad.status, (bad.at('/errors') as { pointer: string }[]).map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/email'],
    ])
    expect(told(await patch(clerk, 'SUB/SO', { email: '' }))).toEqual([403, 'forbidden'])
    expect((await api.repositories.audit.of('SUB/SO')).at(-1)).toMatchObject({ what: 'seat-changed' })
  })
})
