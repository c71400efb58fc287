import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'

describe('the directory', () => {
  let api: TestApi
  let officer: Client
  beforeAll(async () => {
    api = await openApi()
    officer = await api.officer('officer', ['RECV/TAPAL'])
    await api.repositories.offices.save([buildOffice('A(1', 'email', { name: 'Office (a+)+$ of tests' })])
  })
  afterAll(() => api.close())

  test('GET /v1/offices 200: by the beginning of a code or a part of a name, page by page', async () => {
    const codes = async (query: string) =>
      ((await officer.get(`/v1/offices?${query}`)).at('/items') as { code: string }[]).map(({ code }) => code)
    expect(await codes('')).toEqual(['A(1', 'RECV', 'SEND'])
    expect(await codes('q=rec')).toEqual(['RECV'])
    expect(await codes('q=ഓഫീസ് SEND')).toEqual(['SEND'])
    const first = await officer.get('/v1/offices?limit=2')
    expect(await codes(`limit=2&cursor=${String(first.at('/next'))}`)).toEqual(['SEND'])
  })

  test.each(['(a+)+$', '.*', '$where', '^'])(
    'GET /v1/offices 200: %s is looked for as it stands',
    async (q) => {
      const reply = await officer.get(`/v1/offices?q=${encodeURIComponent(q)}`)
      const found = (reply.at('/items') as unknown[]).length
      expect([reply.status, found]).toEqual([200, q === '(a+)+$' ? 1 : 0])
    },
  )

  test('GET /v1/offices 400 parameter-invalid: a text of 100 KB is not even sent, 200 characters are refused', async () => {
    const reply = await officer.get(`/v1/offices?q=${'x'.repeat(200)}`)
    expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
  })

  test('GET /v1/offices/:code 200: with the mechanism that holds now and its contacts, which a list leaves out', async () => {
    const reply = await officer.get('/v1/offices/SEND')
    expect(reply.body).toMatchObject({
      code: 'SEND',
      name: 'Office SEND',
      mechanism: 'eoffice',
      inwardSeat: 'SEND/TAPAL',
    })
    expect(reply.at('/email')).toBe('send@office.invalid')
    expect((await officer.get('/v1/offices')).text).not.toContain('@')
  })

  test('GET /v1/offices/:code 404 not-found', async () => {
    const reply = await officer.get('/v1/offices/NOWHERE')
    expect([reply.status, reply.at('/code')]).toEqual([404, 'not-found'])
  })

  test('GET /v1/seats 200: the seats of an office with who holds them now', async () => {
    const reply = await officer.get('/v1/seats?office=RECV')
    expect(reply.at('/items')).toMatchObject([
      { id: 'RECV/HEAD', designation: 'Head of Office', holder: null },
      { id: 'RECV/TAPAL', reportsTo: 'RECV/HEAD', holder: 'Name of officer' },
    ])
  })

  test('GET /v1/seats 400 parameter-invalid: no office named', async () => {
    expect((await officer.get('/v1/seats')).at('/code')).toBe('parameter-invalid')
  })

  test('GET /v1/seats/:id 200, and 404 not-found', async () => {
    expect((await officer.get('/v1/seats/RECV%2FTAPAL')).at('/holder')).toBe('Name of officer')
    expect((await officer.get('/v1/seats/NOBODY')).at('/code')).toBe('not-found')
  })

  test('401 unauthenticated: the directory is for those who are known', async () => {
    for (const path of ['/v1/offices', '/v1/offices/SEND', '/v1/seats?office=SEND'])
      expect((await api.anyone.get(path)).at('/code')).toBe('unauthenticated')
  })
})
