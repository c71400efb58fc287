import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'

let api: TestApi
let admin: Client
let department: Client
let officer: Client

beforeAll(async () => {
  api = await openApi()
  await api.repositories.offices.save([
    buildOffice('DEPT'),
    buildOffice('BELOW', 'kcs-agent', { path: ['DEPT'], parent: 'DEPT', kind: 'directorate' }),
  ])
  await api.repositories.seats.save([
    buildSeat('DEPT/HEAD', { role: 'head' }),
    buildSeat('BELOW/SPIO', { role: 'spio' }),
  ])
  admin = await api.officer('admin', [], ['admin'])
  department = await api.officer('department', ['DEPT/HEAD'], ['department-admin'])
  officer = await api.officer('officer', ['BELOW/SPIO'])
})
afterAll(() => api.close())

const RTI = { subjectCodes: ['RTI'] }
const rule = (more: object = {}) => ({
  office: 'DEPT',
  name: 'A rule',
  when: RTI,
  then: { seatRole: 'spio' },
  ...more,
})
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const kinds = (reply: { at(pointer: string): unknown }) =>
  (reply.at('/problems') as { kind: string }[]).map(({ kind }) => kind)
const seatFor = async (subjectCode: string) => {
  const body = { subjectCode, recipients: [{ office: 'BELOW', purpose: 'action' }] }
  return (await officer.post('/v1/dispatches/dry-run', body)).at('/items/0/seat/id')
}

describe('POST /v1/routing-rules', () => {
  test('201: an administrator of the department makes a rule, and letters below it follow it at once', async () => {
    const reply = await department.post('/v1/routing-rules', rule())
    expect([reply.status, reply.headers.get('etag')]).toEqual([201, '"1"'])
    expect(reply.body).toMatchObject({ office: 'DEPT', when: RTI, priority: 0, version: 1, problems: [] })
    expect(reply.headers.get('location')).toBe(`/v1/routing-rules/${String(reply.at('/id'))}`)
    expect([await seatFor('RTI'), await seatFor('GPF')]).toEqual(['BELOW/SPIO', 'BELOW/TAPAL'])
    expect(await api.repositories.audit.of(String(reply.at('/id')))).toMatchObject([
      { thing: 'routing-rule', what: 'rule-added', actor: { account: 'account:department' } },
    ])
  })

  const problems: [string, object, string[]][] = [
    ['the same letters to another seat', rule({ then: { seatRole: 'head' } }), ['conflict']],
    [
      'no conditions, and a higher priority than all others',
      rule({ when: {}, priority: 9 }),
      ['matches-everything', 'unreachable'],
    ],
    [
      'offices that are not there',
      rule({ when: { officeKinds: ['palace'] }, priority: 1 }),
      ['matches-nothing'],
    ],
    [
      'a seat that is vacant although somebody stands in for its holder',
      rule({ when: { vacant: true, absent: true }, priority: 1 }),
      ['matches-nothing'],
    ],
    ['none, for holidays are a condition', rule({ when: { holiday: true }, priority: 1 }), []],
    [
      'an office that is not below its own',
      rule({ when: { offices: ['SEND'] }, priority: 1 }),
      ['matches-nothing'],
    ],
  ]
  test.each(problems)('the answer of a check tells its problems: %s', async (_title, body, expected) => {
    const reply = await officer.post('/v1/routing-rules/check', body)
    expect([reply.status, kinds(reply)]).toEqual([200, expected])
  })

  test('the problems are told when it is saved, too', async () => {
    const reply = await admin.post('/v1/routing-rules', rule({ office: 'BELOW', then: { seatRole: 'head' } }))
    expect(kinds(reply)).toEqual(['conflict'])
  })

  const refused: [string, string, object][] = [
    ['an office that is not there', 'office-unknown', rule({ office: 'NONE' })],
    ['a seat that is not there', 'seat-unknown', rule({ then: { seat: 'NONE/SO' } })],
    [
      'a copy to an office that is not there',
      'office-unknown',
      rule({ then: { copyTo: [{ office: 'NONE' }] } }),
    ],
    ['a rule that does nothing', 'validation-failed', rule({ then: {} })],
    [
      'a seat and a role at once',
      'validation-failed',
      rule({ then: { seat: 'DEPT/HEAD', seatRole: 'spio' } }),
    ],
    ['an empty list', 'validation-failed', rule({ when: { subjectCodes: [] } })],
    ['a condition of no kind', 'field-unknown', rule({ when: { weather: 'rain' } })],
    ['a condition that is no yes or no', 'validation-failed', rule({ when: { holiday: 'sunday' } })],
    ['a beginning in the past', 'effective-in-past', rule({ from: '2020-01-01T00:00:00.000Z' })],
    [
      'an end before its beginning',
      'span-invalid',
      rule({ from: '2031-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' }),
    ],
  ]
  test.each(refused)('422 for %s: %s', async (_title, code, body) => {
    const reply = await admin.post('/v1/routing-rules', body)
    expect([reply.status, reply.at('/code')]).toEqual([422, code])
  })

  test('403 for an officer, and for an administrator of another department', async () => {
    expect((await officer.post('/v1/routing-rules', rule())).status).toBe(403)
    const reply = await department.post('/v1/routing-rules', rule({ office: 'SEND' }))
    expect([reply.status, reply.at('/code')]).toEqual([403, 'not-office-admin'])
  })
})

describe('PUT /v1/routing-rules/:id', () => {
  test('200: letters from now on follow what it says now; what it said stays for those before', async () => {
    const made = await admin.post('/v1/routing-rules', rule({ when: { subjectCodes: ['PENSION'] } }))
    const id = String(made.at('/id'))
    api.advance(60_000)
    const text = { name: 'Changed', when: { subjectCodes: ['LEAVE'] }, then: { seatRole: 'spio' } }
    const reply = await admin.call('PUT', `/v1/routing-rules/${id}`, text, ifMatch(1))
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"2"'])
    expect(reply.body).toMatchObject({
      version: 2,
      earlier: [{ version: 1, when: { subjectCodes: ['PENSION'] }, until: reply.at('/from') }],
    })
    expect([await seatFor('PENSION'), await seatFor('LEAVE')]).toEqual(['BELOW/TAPAL', 'BELOW/SPIO'])
    expect((await officer.get(`/v1/routing-rules/${id}`)).body).toMatchObject({ name: 'Changed', version: 2 })
    const codes = await Promise.all(
      [{}, ifMatch(1)].map(
        async (headers) => (await admin.call('PUT', `/v1/routing-rules/${id}`, text, headers)).status,
      ),
    )
    expect(codes).toEqual([428, 412])
  })

  test('404 for one that is not there', async () => {
    const text = { name: 'X', when: {}, then: { seatRole: 'spio' } }
    expect((await admin.call('PUT', '/v1/routing-rules/NONE', text, ifMatch(1))).status).toBe(404)
    expect((await officer.get('/v1/routing-rules/NONE')).status).toBe(404)
  })
})

test('GET /v1/routing-rules lists those of one office, page by page', async () => {
  const reply = await officer.get('/v1/routing-rules?office=BELOW')
  expect(reply.body).toMatchObject({ items: [{ office: 'BELOW' }], next: null })
  const first = await officer.get('/v1/routing-rules?limit=1')
  expect((await officer.get(`/v1/routing-rules?cursor=${String(first.at('/next'))}`)).status).toBe(200)
})
