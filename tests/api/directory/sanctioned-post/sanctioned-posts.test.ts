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

  describe('of an office with more of them than a page holds', () => {
    const MANY = 1_203
    const FROM = new Date('2024-01-01T00:00:00.000Z')
    const nth = (n: number) => `CROWD/${String(n).padStart(4, '0')}`
    const ids = Array.from({ length: MANY }, (_, n) => nth(n))

    beforeAll(async () => {
      const { database } = api
      await database.collection<{ _id: string }>('sanctioned-posts').insertMany(
        ids.map((_id, n) => ({
          ...{ _id, office: 'CROWD', wing: '', section: '', designation: 'Clerk', posts: 2 },
          ...{ order: 'GO 2', from: FROM, until: null, earlier: [], version: 1 },
          // Every third has been there since ever, with one post less.
          ...(n % 3 === 0 && { earlier: [{ from: null, until: FROM, posts: 1, order: 'GO 1' }] }),
        })),
      )
    })

    /** All pages of the list, and the sizes of them. */
    async function pagesOf(path: string, list: 'items' | 'changes') {
      const pages: Reply[] = []
      let next: unknown = null
      do {
        const page = await clerk.get(next === null ? path : `${path}&cursor=${String(next)}`)
        expect(page.status).toBe(200)
        pages.push(page)
        next = page.at('/next')
        expect(page.headers.get('link') !== null).toBe(next !== null)
      } while (next !== null && pages.length < 9)
      const parts = pages.map((page) => page.at(`/${list}`) as Record<string, unknown>[])
      return { pages, sizes: parts.map(({ length }) => length), all: parts.flat() }
    }

    test('GET 200: all pages hold every post once, and each states the strength of the whole office', async () => {
      const { pages, sizes, all } = await pagesOf('/v1/sanctioned-posts?office=CROWD', 'items')
      expect(sizes).toEqual([500, 500, 203])
      expect(all.map(({ id }) => id)).toEqual(ids)
      expect(pages.map((page) => page.at('/strength'))).toEqual([2 * MANY, 2 * MANY, 2 * MANY])
      const before = await clerk.get('/v1/sanctioned-posts?office=CROWD&at=2023-01-01T00:00:00.000Z')
      expect(before.at('/strength')).toBe(MANY / 3)
    })

    test('GET report 200: all pages hold every change once, with the total of all before it', async () => {
      const { pages, sizes, all } = await pagesOf('/v1/sanctioned-strength?office=CROWD', 'changes')
      expect(sizes).toEqual([500, 500, 203])
      expect(all.map(({ post }) => post)).toEqual(ids)
      let total = MANY / 3
      expect(all.map((change) => change['total'])).toEqual(
        ids.map((_id, n) => (total += n % 3 === 0 ? 1 : 2)),
      )
      expect(pages.map((page) => page.at('/strength'))).toEqual([2 * MANY, 2 * MANY, 2 * MANY])
      const foreign = Buffer.from('none of ours').toString('base64url')
      const behind = await clerk.get(`/v1/sanctioned-strength?office=CROWD&cursor=${foreign}`)
      expect([behind.status, behind.at('/changes'), behind.at('/next')]).toEqual([200, [], null])
    })
  })

  test('GET /history 200: with before and after', async () => {
    expect((await clerk.get(`${url}/history`)).at('/items/0')).toMatchObject({
      what: 'post-changed',
      before: { posts: 1, order: 'GO 1/2024' },
      after: { posts: 3, order: 'GO 7/2026' },
    })
  })
})
