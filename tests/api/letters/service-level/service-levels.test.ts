import { GENERAL_LEVEL } from '../../../../domain/letters/service-level/general'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'

let api: TestApi
let admin: Client
let officer: Client

beforeAll(async () => {
  api = await openApi()
  await api.repositories.offices.save([
    buildOffice('TOWN', 'kcs-agent', { kind: 'municipality' }),
    buildOffice('VILLAGE', 'kcs-agent', { kind: 'village-office' }),
  ])
  await api.repositories.seats.save([buildSeat('TOWN/TAPAL'), buildSeat('VILLAGE/TAPAL')])
  admin = await api.officer('admin', [], ['admin'])
  officer = await api.officer('officer', ['SEND/SO'], ['department-admin'])
})
afterAll(() => api.close())

const DAYS = (amount: number) => ({ amount, unit: 'working-days' })
const text = (more: object = {}) => ({
  name: 'A level',
  when: { subjectCodes: ['BIRTH'] },
  terms: { acknowledge: DAYS(1), act: DAYS(3) },
  escalateEverySeconds: 7_200,
  source: 'Citizen Charter',
  ...more,
})
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const put = (id: string, body: object, headers: Record<string, string> = {}) =>
  admin.call('PUT', `/v1/service-levels/${id}`, body, headers)
const ids = async () =>
  ((await officer.get('/v1/service-levels')).at('/items') as { id: string }[]).map(({ id }) => id)
const explain = (body: object) => officer.post('/v1/service-levels/explain', body)
const levelFor = async (body: object) => (await explain(body)).at('/level')
/** Each test has subject codes of its own, so that no level is in the way of another's. */
const only = (code: string, more: object = {}) => text({ when: { subjectCodes: [code], ...more } })

describe('PUT /v1/service-levels/:id', () => {
  test('201: the State’s administrator sets a level, and letters to come have its times at once', async () => {
    const reply = await put('birth', text())
    expect([reply.status, reply.headers.get('etag'), reply.headers.get('location')]).toEqual([
      201,
      '"1"',
      '/v1/service-levels/birth',
    ])
    expect(reply.body).toMatchObject({ id: 'birth', version: 1, earlier: [], problems: [], until: null })
    expect(await levelFor({ subjectCode: 'BIRTH' })).toEqual({ id: 'birth', version: 1 })
    expect(await levelFor({ subjectCode: 'DEATH' })).toEqual({ id: GENERAL_LEVEL, version: 1 })
    expect(await api.repositories.audit.of('birth')).toMatchObject([
      { thing: 'service-level', what: 'level-added', actor: { account: 'account:admin' } },
    ])
  })

  test('200: another text holds from now on, and what it said before stays with its version', async () => {
    await put('change', only('CHANGE'))
    api.advance(60_000)
    const body = { ...only('CHANGE'), terms: { acknowledge: DAYS(4) } }
    const reply = await put('change', body, ifMatch(1))
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"'])
    expect(reply.body).toMatchObject({
      terms: { acknowledge: DAYS(4) },
      earlier: [{ version: 1, terms: { acknowledge: DAYS(1), act: DAYS(3) }, until: reply.at('/from') }],
    })
    const then = new Date(api.now().getTime() - 30_000).toISOString()
    expect(await levelFor({ subjectCode: 'CHANGE', at: then })).toEqual({ id: 'change', version: 1 })
    expect(await levelFor({ subjectCode: 'CHANGE' })).toEqual({ id: 'change', version: 2 })
    expect((await put('change', body, ifMatch(1))).at('/code')).toBe('version-stale')
    expect((await put('change', body)).at('/code')).toBe('if-match-missing')
  })

  test('of five that change the same version at once one gets through', async () => {
    await put('race', only('RACE'))
    const replies = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => put('race', { ...only('RACE'), name: `No. ${n}` }, ifMatch(1))),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412])
  })

  test('it is told that no office is of a kind that it names', async () => {
    const reply = await put('palace', only('PALACE', { officeKinds: ['palace', 'municipality'] }))
    expect([reply.status, reply.at('/problems')]).toEqual([
      201,
      [{ kind: 'office-kind-unknown', value: 'palace' }],
    ])
  })

  const refused: [string, number, string, object][] = [
    ['no time', 422, 'clock-term-invalid', text({ terms: { acknowledge: DAYS(0) } })],
    ['a negative time', 422, 'clock-term-invalid', text({ terms: { acknowledge: DAYS(-2) } })],
    ['a clock without an acknowledgement', 422, 'validation-failed', text({ terms: { act: DAYS(2) } })],
    ['a priority that is none', 422, 'validation-failed', text({ when: { priorities: ['most-urgent'] } })],
    ['an empty list', 422, 'validation-failed', text({ when: { kinds: [] } })],
    ['a condition of no kind', 422, 'field-unknown', text({ when: { weather: ['rain'] } })],
    ['a ladder without time', 422, 'validation-failed', text({ escalateEverySeconds: 0 })],
    ['a beginning in the past', 422, 'effective-in-past', text({ from: '2020-01-01T00:00:00.000Z' })],
    [
      'an end before its beginning',
      422,
      'span-invalid',
      text({ from: '2031-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' }),
    ],
    ['the same conditions as another', 409, 'level-equal', text({ when: {} })],
  ]
  test.each(refused)('%s is refused: %i %s', async (_what, status, code, body) => {
    const before = await ids()
    const reply = await put('refused', body)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
    expect(await ids()).toEqual(before)
  })

  test('the refusal of two that are as specific names both', async () => {
    const reply = await put('other', text({ when: {} }))
    expect(reply.at('/detail')).toBe('other and general (version 1).')
  })

  test('422 for clocks below an hour, but in the demonstration', async () => {
    const short = { ...only('SHORT'), terms: { acknowledge: { amount: 60, unit: 'seconds' } } }
    api.deps.shortClocks = false
    try {
      expect((await put('short', short)).at('/code')).toBe('clock-too-short')
      expect((await put('short', { ...only('SHORT'), escalateEverySeconds: 3_599 })).at('/code')).toBe(
        'clock-too-short',
      )
    } finally {
      api.deps.shortClocks = true
    }
    expect((await put('short', short)).status).toBe(201)
  })

  test('403 for all but the State’s administrator; 404 for one that is not there', async () => {
    const reply = await officer.call('PUT', '/v1/service-levels/mine', text())
    expect([reply.status, reply.at('/code')]).toEqual([403, 'forbidden'])
    expect((await put('none', text(), ifMatch(1))).status).toBe(404)
    expect((await officer.get('/v1/service-levels/none')).status).toBe(404)
  })
})

describe('POST /v1/service-levels/:id/end', () => {
  test('200: letters to come have the level that is next for them; it may be set anew', async () => {
    await put('end', only('END'))
    api.advance(60_000)
    const reply = await admin.call('POST', '/v1/service-levels/end/end', {}, ifMatch(1))
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"'])
    expect(await levelFor({ subjectCode: 'END' })).toEqual({ id: GENERAL_LEVEL, version: 1 })
    const again = await admin.call('POST', '/v1/service-levels/end/end', {}, ifMatch(1))
    expect(again.at('/code')).toBe('version-stale')
    api.advance(60_000)
    expect((await put('end', only('END'), ifMatch(2))).status).toBe(200)
    expect(await levelFor({ subjectCode: 'END' })).toEqual({ id: 'end', version: 3 })
  })

  test('428 without If-Match, 403 for others, 422 for an end in the past', async () => {
    await put('end-2', only('END-2'))
    const end = (client: Client, body: object, headers = {}) =>
      client.call('POST', '/v1/service-levels/end-2/end', body, headers)
    expect((await end(admin, {})).status).toBe(428)
    expect((await end(officer, {}, ifMatch(1))).status).toBe(403)
    const past = { until: '2020-01-01T00:00:00.000Z' }
    expect((await end(admin, past, ifMatch(1))).at('/code')).toBe('effective-in-past')
  })
})

describe('POST /v1/service-levels/explain', () => {
  test('200: the times for an office, why, and what an acknowledgement slip would promise', async () => {
    await put('town', only('TAX', { officeKinds: ['municipality'] }))
    await put('tax', only('TAX'))
    // A Monday without a holiday on the days after it, at noon in Kerala.
    const at = '2027-06-07T06:30:00.000Z'
    const reply = await explain({ subjectCode: 'TAX', office: 'TOWN', at })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      level: { id: 'town', version: 1 },
      name: 'A level',
      source: 'Citizen Charter',
      officeKind: 'municipality',
      calendar: 'state',
      escalateEverySeconds: 7_200,
      terms: [
        { clock: 'acknowledge', amount: 1, unit: 'working-days', en: '1 working day' },
        { clock: 'act', amount: 3, unit: 'working-days', ml: '3 പ്രവൃത്തിദിവസം' },
      ],
      levelWhy: [
        { code: 'fits', en: 'It names the subject code: TAX.' },
        { code: 'fits', en: 'It names the kind of office: municipality.' },
        { code: 'goes-before', en: expect.stringContaining('the level tax') as unknown },
      ],
      serviceDelivery: { clock: 'act', dueAt: '2027-06-10T11:45:00.000Z', dueDay: '2027-06-10' },
    })
    expect(await levelFor({ subjectCode: 'TAX', office: 'VILLAGE', at })).toEqual({ id: 'tax', version: 1 })
    expect(await levelFor({ subjectCode: 'TAX', officeKind: 'municipality', at })).toMatchObject({
      id: 'town',
    })
  })

  test('422 for an office that is not there, and for office and kind at once', async () => {
    expect((await explain({ office: 'NONE' })).at('/code')).toBe('office-unknown')
    expect((await explain({ office: 'TOWN', officeKind: 'x' })).at('/code')).toBe('validation-failed')
  })
})
