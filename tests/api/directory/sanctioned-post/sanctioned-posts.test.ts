import { openApi, type TestApi } from '../../../support/api'
import type { Client, Reply } from '../../../support/api-client'

describe('sanctioned posts', () => {
  let api: TestApi
  let admin: Client
  let clerk: Client
  beforeAll(async () => {
    api = await openApi()
    admin = await api.officer('admin', [], ['admin'])
    clerk = await api.officer('clerk', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  const told = (reply: Reply) => [reply.status, reply.at('/code')]
  const url = `/v1/sanctioned-posts/${encodeURIComponent('RECV/CLERK')}`
  const post = {
    id: 'RECV/CLERK',
    office: 'RECV',
    designation: 'Clerk',
    posts: 1,
    order: 'GO 1/2024',
    from: '2024-01-01T00:00:00.000Z',
  }
  const change = async (body: object) =>
    admin.call('PATCH', url, body, { 'if-match': String((await admin.get(url)).headers.get('etag')) })
  const seat = (id: string) =>
    admin.post('/v1/seats', { id, office: 'RECV', designation: 'Clerk', sanctionedPost: 'RECV/CLERK' })

  test('POST 201 by who administers the office; the same again is refused', async () => {
    expect(told(await clerk.post('/v1/sanctioned-posts', post))).toEqual([403, 'forbidden'])
    expect(await admin.post('/v1/sanctioned-posts', post)).toMatchObject({
      status: 201,
      body: { strength: 1 },
    })
    expect(told(await admin.post('/v1/sanctioned-posts', post))).toEqual([409, 'exists-already'])
  })

  test.each([
    ['an office that is not there', { id: 'X/1', office: 'X' }, 'office-unknown'],
    ['an id of another office', { id: 'SEND/1' }, 'validation-failed'],
    ['an end before its beginning', { id: 'RECV/2', until: '2023-01-01T00:00:00.000Z' }, 'span-invalid'],
    ['less than no post', { id: 'RECV/2', posts: -1 }, 'validation-failed'],
  ])('POST 422 for %s', async (_what, facts, code) => {
    expect(told(await admin.post('/v1/sanctioned-posts', { ...post, ...facts }))).toEqual([422, code])
  })

  test('seats are made against it until the strength is used up', async () => {
    expect((await seat('RECV/C1')).status).toBe(201)
    expect(told(await seat('RECV/C2'))).toEqual([409, 'strength-exceeded'])
  })

  test('PATCH 200: another order makes room; the strength before it stays in the report', async () => {
    expect((await change({ posts: 3, order: 'GO 7/2026' })).body).toMatchObject({ strength: 3, version: 2 })
    expect((await seat('RECV/C2')).status).toBe(201)
    const reply = await clerk.get('/v1/sanctioned-strength?office=RECV&at=2025-01-01T00:00:00.000Z')
    expect(reply.body).toMatchObject({
      strength: 1,
      changes: [
        { was: 0, is: 1, order: 'GO 1/2024', total: 1 },
        { was: 1, is: 3, order: 'GO 7/2026', total: 3 },
      ],
    })
    const now = await clerk.get('/v1/sanctioned-posts?office=RECV')
    expect(now.body).toMatchObject({ strength: 3, items: [{ earlier: [{ posts: 1 }] }] })
    const then = await clerk.get('/v1/sanctioned-posts?office=RECV&at=2025-01-01T00:00:00.000Z')
    expect(then.at('/strength')).toBe(1)
  })

  test('PATCH refused: fewer than there are seats, in the past, without an order, on an old version', async () => {
    expect(told(await change({ posts: 1, order: 'GO 8' }))).toEqual([409, 'strength-exceeded'])
    const past = { posts: 5, order: 'GO 8', from: '2020-01-01T00:00:00.000Z' }
    expect(told(await change(past))).toEqual([422, 'effective-in-past'])
    expect(told(await change({ posts: 5 }))).toEqual([422, 'validation-failed'])
    expect(told(await admin.call('PATCH', url, { until: null }, { 'if-match': '"1"' }))).toEqual([
      412,
      'version-stale',
    ])
  })

  test('GET /history 200: with before and after', async () => {
    expect((await clerk.get(`${url}/history`)).at('/items/0')).toMatchObject({
      what: 'post-changed',
      before: { posts: 1, order: 'GO 1/2024' },
      after: { posts: 3, order: 'GO 7/2026' },
    })
  })
})
