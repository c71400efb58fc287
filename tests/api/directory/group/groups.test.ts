import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'

let api: TestApi
let head: Client
let other: Client
let admin: Client

beforeAll(async () => {
  api = await openApi()
  const panchayats = ['GP1', 'GP2', 'GP3'].map((code, i) =>
    buildOffice(code, 'kcs-agent', { kind: 'grama-panchayat', district: i < 2 ? 'Idukki' : 'Kollam' }),
  )
  await api.repositories.offices.save(panchayats)
  await api.repositories.seats.save([buildSeat('SEND/HEAD', { role: 'head' }), buildSeat('GP3/SO')])
  head = await api.officer('head', ['SEND/HEAD'])
  other = await api.officer('other', ['RECV/TAPAL'])
  admin = await api.officer('admin', [], ['admin'])
})
afterAll(() => api.close())

const IDUKKI = { offices: { kinds: ['grama-panchayat'], districts: ['Idukki'] } }
const group = (id: string, more: object = {}) => ({
  id,
  office: 'SEND',
  name: `Group ${id}`,
  rule: IDUKKI,
  ...more,
})
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const members = async (id: string, query = '') =>
  (await head.get(`/v1/groups/${id}/members${query}`)).body as {
    items: { office: string; seat: string | null }[]
    next: string | null
    count: number
  }

describe('POST /v1/groups', () => {
  test('201: the head of the office that keeps it makes it, and it is in the audit log', async () => {
    const reply = await head.post('/v1/groups', group('G1'))
    expect([reply.status, reply.headers.get('etag'), reply.headers.get('location')]).toEqual([
      201,
      '"1"',
      '/v1/groups/G1',
    ])
    expect(reply.body).toMatchObject({
      id: 'G1',
      definitions: [{ reach: 'office', rule: IDUKKI }],
      until: null,
    })
    expect(await api.repositories.audit.of('G1')).toMatchObject([
      { thing: 'group', what: 'group-added', actor: { account: 'account:head' } },
    ])
  })

  test('201: the administrator of the State makes one for any office', async () => {
    expect((await admin.post('/v1/groups', group('G2', { office: 'RECV' }))).status).toBe(201)
  })

  const refused: [string, number, string, object][] = [
    ['an id that is taken', 409, 'exists-already', group('G1')],
    ['an office that is not there', 422, 'office-unknown', group('X', { office: 'NONE' })],
    ['a group that contains itself', 422, 'group-cycle', group('X', { rule: { any: [{ group: 'X' }] } })],
    ['a group that is not there', 422, 'group-unknown', group('X', { rule: { group: 'NONE' } })],
    ['a beginning in the past', 422, 'effective-in-past', group('X', { from: '2020-01-01T00:00:00.000Z' })],
    ['a rule of no kind', 422, 'validation-failed', group('X', { rule: { some: [] } })],
    ['a union of nothing', 422, 'validation-failed', group('X', { rule: { any: [] } })],
    [
      'a member that is office and seat at once',
      422,
      'validation-failed',
      group('X', { rule: { members: [{ office: 'GP1', seat: 'GP3/SO' }] } }),
    ],
    [
      'a member whose time ends before it begins',
      422,
      'validation-failed',
      group('X', {
        rule: {
          members: [{ office: 'GP1', from: '2026-02-01T00:00:00.000Z', until: '2026-01-01T00:00:00.000Z' }],
        },
      }),
    ],
  ]
  test.each(refused)('refused is %s: %i %s', async (_title, status, code, body) => {
    const reply = await admin.post('/v1/groups', body)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
  })

  test('422 lists every member that is not there, with its place in the rule', async () => {
    const rule = {
      of: IDUKKI,
      except: { members: [{ office: 'GP1' }, { office: 'NONE' }, { seat: 'NONE/SO' }] },
    }
    const reply = await admin.post('/v1/groups', group('X', { rule }))
    expect(reply.body).toMatchObject({
      code: 'validation-failed',
      errors: [
        { pointer: '/rule/except/members/1/office', code: 'office-unknown' },
        { pointer: '/rule/except/members/2/seat', code: 'seat-unknown' },
      ],
    })
  })

  test('403 not-office-head', async () => {
    const reply = await other.post('/v1/groups', group('X'))
    expect([reply.status, reply.at('/code')]).toEqual([403, 'not-office-head'])
  })
})

describe('PUT /v1/groups/:id', () => {
  const text = (rule: object = IDUKKI) => ({ name: 'Changed', rule })

  test('200: from now on it is something else, and what it was stays for letters accepted before', async () => {
    await head.post('/v1/groups', group('P1'))
    const before = api.now().toISOString()
    api.advance(60_000)
    const reply = await head.call('PUT', '/v1/groups/P1', text({ members: [{ office: 'GP3' }] }), ifMatch(1))
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"'])
    expect((await members('P1')).items).toMatchObject([{ office: 'GP3' }])
    expect((await members('P1', `?at=${before}`)).items.map(({ office }) => office)).toEqual(['GP1', 'GP2'])
  })

  test('a change of the name alone makes no new definition', async () => {
    await head.post('/v1/groups', group('P2'))
    api.advance(1_000)
    const reply = await head.call('PUT', '/v1/groups/P2', text(), ifMatch(1))
    expect(reply.body).toMatchObject({ name: 'Changed', version: 2, definitions: [{ rule: IDUKKI }] })
  })

  test('two that come back to each other are refused', async () => {
    await head.post('/v1/groups', group('C1'))
    await head.post('/v1/groups', group('C2', { rule: { group: 'C1' } }))
    const reply = await head.call('PUT', '/v1/groups/C1', text({ any: [{ group: 'C2' }] }), ifMatch(1))
    expect([reply.status, reply.at('/code')]).toEqual([422, 'group-cycle'])
  })

  test('of two who change one version, the second is told', async () => {
    await head.post('/v1/groups', group('P3'))
    const both = await Promise.all(
      [head, admin].map((one) =>
        one.call('PUT', '/v1/groups/P3', text({ members: [{ office: 'GP1' }] }), ifMatch(1)),
      ),
    )
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })

  test.each([
    [428, 'if-match-missing', 'P1', {}],
    [412, 'version-stale', 'P1', ifMatch(99)],
    [404, 'not-found', 'NONE', ifMatch(1)],
  ])('%i %s', async (status, code, id, headers) => {
    const reply = await head.call('PUT', `/v1/groups/${id}`, text(), headers)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
  })

  test('403 not-office-head', async () => {
    expect((await other.call('PUT', '/v1/groups/P1', text(), ifMatch(2))).status).toBe(403)
  })
})

describe('GET /v1/groups', () => {
  test('lists all, or those of one office, page by page', async () => {
    const all = await other.get('/v1/groups')
    const first = await other.get('/v1/groups?limit=1&office=RECV')
    expect(first.body).toMatchObject({ items: [{ id: 'G2' }], next: null })
    const page = await other.get('/v1/groups?limit=2')
    const rest = await other.get(`/v1/groups?cursor=${String(page.at('/next'))}`)
    const ids = [page, rest].flatMap((one) => (one.at('/items') as { id: string }[]).map(({ id }) => id))
    expect(ids).toEqual((all.at('/items') as { id: string }[]).map(({ id }) => id))
  })

  test('a page holds a million bytes, or one group that is larger by itself, and the next ones hold the rest', async () => {
    const names = Array.from({ length: 12_000 }, (_, n) => ({
      office: `OFFICE-${String(n).padStart(8, '0')}`,
    }))
    const members = names.map(({ office }) => ({ office, from: null, until: null }))
    const definitions = [{ from: new Date(0), reach: 'office' as const, rule: { members } }]
    const common = { name: 'Large', nameMl: '', office: 'LARGE', definitions, until: null, version: 1 }
    for (const id of ['L1', 'L2', 'L3'])
      await api.repositories.groups.add(
        { id, ...common },
        { what: 'group-added', actor: { kind: 'kcs' }, at: new Date(0) },
      )
    const seen: string[][] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const path = `/v1/groups?office=LARGE${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { items, next } = (await head.get(path)).body as { items: { id: string }[]; next: string | null }
      seen.push(items.map(({ id }) => id))
      cursor = next
    }
    expect(seen).toEqual([['L1'], ['L2'], ['L3']])
  })

  test('404 for one that is not there', async () => {
    expect((await other.get('/v1/groups/NONE')).status).toBe(404)
    expect((await other.get('/v1/groups/NONE/members')).status).toBe(404)
  })

  test('members are seats first, then offices by code, page by page, with their whole number', async () => {
    const rule = { any: [IDUKKI, { members: [{ seat: 'GP3/SO' }, { office: 'GP3' }] }] }
    await head.post('/v1/groups', group('M1', { rule }))
    const found: string[] = []
    for (let query = '?limit=1'; ; ) {
      const { items, next, count } = await members('M1', query)
      expect(count).toBe(4)
      found.push(...items.map(({ office, seat }) => seat ?? office))
      if (next === null) break
      query = `?limit=1&cursor=${next}`
    }
    expect(found).toEqual(['GP3/SO', 'GP1', 'GP2', 'GP3'])
    expect((await members('M1')).items[0]).toEqual({
      office: 'GP3',
      name: 'Office GP3',
      nameMl: 'ഓഫീസ് GP3',
      district: 'Kollam',
      seat: 'GP3/SO',
    })
  })
})

test('a letter to a group is accepted by the id of the group, one to an unknown group is refused with its place', async () => {
  const sha256 = await api.document('SEND')
  const letter = (recipients: object[]) => ({
    ...{ sender: { seat: 'SEND/HEAD' }, kind: 'circular', subject: 'To all', letterNumber: '1' },
    ...{ letterDate: '2026-11-22', documents: [{ sha256, name: 'a.pdf' }], recipients },
  })
  const good = await head.post('/v1/dispatches', letter([{ group: 'G1', purpose: 'action' }]), {
    'idempotency-key': 'g1',
  })
  expect(good.status).toBe(202)
  expect(await api.repositories.dispatches.byId(String(good.at('/id')))).toMatchObject({
    recipients: [{ group: 'G1', purpose: 'action' }],
  })
  const bad = letter([
    { group: 'G1', purpose: 'action' },
    { group: 'NONE', purpose: 'action' },
  ])
  const refused = await head.post('/v1/dispatches', bad, { 'idempotency-key': 'g2' })
  expect([refused.status, refused.at('/code'), refused.at('/errors/0/pointer')]).toEqual([
    422,
    'group-unknown',
    '/recipients/1/group',
  ])
})
