import { openApi, type TestApi } from '../../../support/api'
import type { Client, Reply } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'

describe('changing offices', () => {
  let api: TestApi
  let admin: Client
  let department: Client
  let clerk: Client
  beforeAll(async () => {
    api = await openApi()
    await api.repositories.offices.save([
      buildOffice('DEPT', 'kcs-agent', { kind: 'department' }),
      buildOffice('DIST', 'kcs-agent', { parent: 'DEPT', path: ['DEPT'] }),
      buildOffice('TALUK', 'kcs-agent', { parent: 'DIST', path: ['DEPT', 'DIST'] }),
    ])
    await api.repositories.seats.save([buildSeat('DEPT/HEAD')])
    admin = await api.officer('admin', [], ['admin'])
    department = await api.officer('dept.admin', ['DEPT/HEAD'], ['officer', 'department-admin'])
    clerk = await api.officer('clerk', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  const told = (reply: Reply) => [reply.status, reply.at('/code')]
  const tagOf = async (code: string) => String((await admin.get(`/v1/offices/${code}`)).headers.get('etag'))
  const on = async (code: string) => ({ 'if-match': await tagOf(code) })
  const post = async (who: Client, code: string, act: string, body: object) =>
    who.post(`/v1/offices/${code}/${act}`, body, await on(code))
  const patch = async (who: Client, code: string, body: object) =>
    who.call('PATCH', `/v1/offices/${code}`, body, await on(code))
  const soon = (ms = 60_000) => new Date(api.now().getTime() + ms).toISOString()

  describe('POST /v1/offices', () => {
    test('201: with the seat of its head, which takes in what is addressed to the office', async () => {
      const reply = await admin.post('/v1/offices', {
        code: 'NEW',
        name: 'New Office',
        parent: 'DIST',
        headSeat: { designation: 'Tahsildar', designationMl: 'തഹസിൽദാർ' },
      })
      expect(reply.status).toBe(201)
      expect(reply.headers.get('location')).toBe('/v1/offices/NEW')
      expect(reply.headers.get('etag')).toBe('"1"')
      expect(reply.body).toMatchObject({ path: ['DEPT', 'DIST'], inwardSeat: 'NEW/HEAD', active: true })
      const seat = await admin.get('/v1/seats/NEW%2FHEAD')
      expect(seat.body).toMatchObject({ designation: 'Tahsildar', role: 'head', holder: null })
    })

    test('201: the head reports to that of the nearest office above that has one, so that letters rise to it', async () => {
      await api.repositories.offices.save([
        buildOffice('ROOT', 'kcs-agent'),
        buildOffice('BARE', 'kcs-agent', { parent: 'ROOT', path: ['ROOT'] }),
      ])
      await api.repositories.seats.save([
        buildSeat('ROOT/CHIEF', { role: 'head' }),
        buildSeat('BARE/GONE', { role: 'head', activeUntil: new Date(api.now().getTime() - 1) }),
      ])
      const head = { designation: 'Tahsildar' }
      for (const [code, parent, reportsTo] of [
        ['BELOW', 'BARE', 'ROOT/CHIEF'],
        ['DEEP', 'BELOW', 'BELOW/HEAD'],
        ['UPPER', null, null],
      ]) {
        const body = { code, name: `Office ${code}`, parent, headSeat: head, confirmTwin: true }
        expect((await admin.post('/v1/offices', body)).status).toBe(201)
        expect((await admin.get(`/v1/seats/${code}%2FHEAD`)).body).toMatchObject({ reportsTo })
      }
    })

    test('201: a department enters offices below its own, and only there', async () => {
      const enter = (code: string, parent: string | null) =>
        department.post('/v1/offices', { code, name: code, parent })
      expect((await enter('OWN', 'DIST')).status).toBe(201)
      expect(told(await enter('FOREIGN', 'RECV'))).toEqual([403, 'not-office-admin'])
      expect(told(await enter('TOP', null))).toEqual([403, 'not-office-admin'])
    })

    test('403 to officers', async () => {
      expect(told(await clerk.post('/v1/offices', { code: 'X', name: 'X' }))).toEqual([403, 'forbidden'])
    })

    test('409: the code is the key, the same again is refused', async () => {
      expect(told(await admin.post('/v1/offices', { code: 'RECV', name: 'Again' }))).toEqual([
        409,
        'exists-already',
      ])
    })

    test.each([
      ['a parent that is not there', { parent: 'NOWHERE' }, 'parent-unknown'],
      ['a beginning in the past', { activeFrom: '2020-01-01T00:00:00.000Z' }, 'effective-in-past'],
      ['an end before its beginning', { activeUntil: '2020-01-01T00:00:00.000Z' }, 'span-invalid'],
      ['a code with a slash', { code: 'A/B' }, 'validation-failed'],
      ['a field that nobody knows', { colour: 'red' }, 'field-unknown'],
      ['a mail address that is none', { email: 'somewhere' }, 'validation-failed'],
    ])('422 for %s', async (_what, facts, code) => {
      expect(told(await admin.post('/v1/offices', { code: 'BAD', name: 'Bad', ...facts }))).toEqual([
        422,
        code,
      ])
      expect(await api.repositories.offices.byCode('BAD')).toBeNull()
    })
  })

  describe('PATCH /v1/offices/:code', () => {
    test('200: with the version it became, and its history', async () => {
      const reply = await patch(admin, 'RECV', { name: 'Renamed', phone: '0471 2518000' })
      expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"'])
      const history = await admin.get('/v1/offices/RECV/history')
      expect(history.at('/items/0')).toMatchObject({
        what: 'office-changed',
        actor: { kind: 'operator', account: 'account:admin' },
        before: { name: 'Office RECV', phone: '' },
        after: { name: 'Renamed', phone: '0471 2518000' },
      })
    })

    test('412: of two administrators who change one office the second is told to read it again', async () => {
      const header = await on('RECV')
      const rename = (name: string) => admin.call('PATCH', '/v1/offices/RECV', { name }, header)
      const replies = await Promise.all([rename('First'), rename('Second')])
      expect(replies.map(told).sort()).toEqual([
        [200, 'RECV'],
        [412, 'version-stale'],
      ])
    })

    test('428 without a version, 404 for no office, 403 outside the own department', async () => {
      expect(told(await admin.call('PATCH', '/v1/offices/RECV', { name: 'X' }))).toEqual([
        428,
        'if-match-missing',
      ])
      const none = await admin.call('PATCH', '/v1/offices/NOWHERE', { name: 'X' }, { 'if-match': '"1"' })
      expect(told(none)).toEqual([404, 'not-found'])
      expect(told(await patch(department, 'RECV', { name: 'X' }))).toEqual([403, 'not-office-admin'])
    })

    test('200: a list as of before has the facts of before', async () => {
      const before = api.now().toISOString()
      api.advance(60_000)
      expect((await patch(department, 'TALUK', { district: 'Idukki' })).at('/district')).toBe('Idukki')
      const reply = await admin.get(`/v1/offices/TALUK?at=${before}`)
      expect(reply.at('/district')).toBe('Thiruvananthapuram')
    })

    test('409 open-tapals: an office ends, also on a day to come, only when nobody has to answer for a letter there', async () => {
      await api.repositories.offices.save([buildOffice('ENDS')])
      const { id } = await api.tapal(await api.dispatch(), { office: 'ENDS', seat: 'ENDS/TAPAL' })
      const activeUntil = soon(86_400_000)
      expect(told(await patch(admin, 'ENDS', { activeUntil }))).toEqual([409, 'open-tapals'])
      expect((await patch(admin, 'ENDS', { name: 'Another name' })).status).toBe(200)
      await api.database.collection('tapals').updateOne({ _id: id as never }, { $set: { state: 'closed' } })
      expect((await patch(admin, 'ENDS', { activeUntil })).at('/activeUntil')).toBe(activeUntil)
    })

    test('422: an end that is over is not set, and one that has come is not taken back', async () => {
      expect(told(await patch(admin, 'OWN', { activeUntil: '2020-01-01T00:00:00.000Z' }))).toEqual([
        422,
        'effective-in-past',
      ])
      expect((await patch(admin, 'OWN', { activeUntil: soon() })).at('/active')).toBe(true)
      api.advance(120_000)
      expect((await admin.get('/v1/offices/OWN')).at('/active')).toBe(false)
      expect(told(await patch(admin, 'OWN', { activeUntil: null }))).toEqual([422, 'effective-in-past'])
    })

    test('422 for an inward seat of another office, and for no change at all', async () => {
      expect(told(await patch(admin, 'RECV', { inwardSeat: 'SEND/SO' }))).toEqual([422, 'seat-unknown'])
      expect(told(await patch(admin, 'RECV', {}))).toEqual([422, 'validation-failed'])
    })
  })

  describe('POST /v1/offices/:code/move', () => {
    test('422 parent-cycle and parent-unknown', async () => {
      expect(told(await post(admin, 'DEPT', 'move', { parent: 'TALUK' }))).toEqual([422, 'parent-cycle'])
      expect(told(await post(admin, 'DEPT', 'move', { parent: 'NOWHERE' }))).toEqual([422, 'parent-unknown'])
    })

    test('403: a department moves nothing to the top, nor to another', async () => {
      expect(told(await post(department, 'DIST', 'move', { parent: null }))).toEqual([
        403,
        'not-office-admin',
      ])
      expect(told(await post(department, 'DIST', 'move', { parent: 'RECV' }))).toEqual([
        403,
        'not-office-admin',
      ])
    })

    test('200: with all below it; what is above it and who counts it below change together', async () => {
      expect((await post(admin, 'DIST', 'move', { parent: 'RECV' })).at('/path')).toEqual(['RECV'])
      expect((await admin.get('/v1/offices/TALUK')).at('/path')).toEqual(['RECV', 'DIST'])
      expect((await admin.get('/v1/offices?parent=RECV')).at('/items')).toMatchObject([
        { code: 'DIST', children: 3 },
      ])
      expect((await admin.get('/v1/offices?parent=DEPT')).at('/items')).toEqual([])
    })
  })

  describe('POST /v1/offices/:code/merge and /split', () => {
    test('200: from its day on the office is no longer, and its successor is named', async () => {
      const reply = await post(admin, 'NEW', 'merge', { into: 'TALUK', at: soon() })
      expect(reply.body).toMatchObject({ active: true, succession: { kind: 'merged', into: ['TALUK'] } })
      api.advance(120_000)
      expect((await admin.get('/v1/offices/NEW')).at('/active')).toBe(false)
    })

    test('422: into itself, into one that has ended, in the past, or a split into one', async () => {
      expect(told(await post(admin, 'TALUK', 'merge', { into: 'TALUK' }))).toEqual([
        422,
        'succession-invalid',
      ])
      expect(told(await post(admin, 'TALUK', 'merge', { into: 'NEW' }))).toEqual([422, 'succession-invalid'])
      expect(told(await post(admin, 'TALUK', 'merge', { into: 'NOWHERE' }))).toEqual([422, 'office-unknown'])
      const past = { into: 'DIST', at: '2020-01-01T00:00:00.000Z' }
      expect(told(await post(admin, 'TALUK', 'merge', past))).toEqual([422, 'effective-in-past'])
      expect(told(await post(admin, 'TALUK', 'split', { into: ['DIST'] }))).toEqual([
        422,
        'validation-failed',
      ])
    })

    test('200: split into several', async () => {
      const reply = await post(admin, 'TALUK', 'split', { into: ['DIST', 'DEPT'] })
      expect(reply.body).toMatchObject({
        active: false,
        succession: { kind: 'split', into: ['DIST', 'DEPT'] },
      })
    })
  })

  describe('POST /v1/offices/:code/intermediaries', () => {
    test('200: and the same office and beginning again sets the end', async () => {
      const from = soon()
      const set = (body: object) => post(admin, 'DIST', 'intermediaries', body)
      expect((await set({ office: 'DEPT', from })).at('/intermediaries')).toEqual([
        { office: 'DEPT', from, until: null },
      ])
      const until = soon(120_000)
      expect((await set({ office: 'DEPT', from, until })).at('/intermediaries')).toEqual([
        { office: 'DEPT', from, until },
      ])
      expect(told(await set({ office: 'RECV', from: soon(90_000) }))).toEqual([409, 'intermediary-overlap'])
      expect(told(await set({ office: 'DIST' }))).toEqual([422, 'intermediary-invalid'])
      expect(told(await set({ office: 'NOWHERE', from: until }))).toEqual([422, 'office-unknown'])
    })
  })
})
