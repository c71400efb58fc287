import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'

describe('GET /v1/directory/search', () => {
  let api: TestApi
  let officer: Client
  beforeAll(async () => {
    api = await openApi()
    await api.repositories.offices.save([
      buildOffice('T1', 'kcs-agent', { name: 'Taluk Office, Aluva', nameMl: 'ആലുവ', district: 'Ernakulam' }),
      buildOffice('T2', 'kcs-agent', { name: 'Taluk Office, Nedumangad', nameMl: '' }),
    ])
    officer = await api.officer('officer', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())
  const ids = async (query: string, client = officer) =>
    ((await client.get(`/v1/directory/search?${query}`)).at('/items') as { id: string }[]).map(({ id }) => id)

  test('200: an office with what tells it apart', async () => {
    const reply = await officer.get('/v1/directory/search?q=aluva')
    expect([reply.status, reply.body]).toEqual([
      200,
      {
        items: [
          {
            type: 'office',
            id: 'T1',
            name: 'Taluk Office, Aluva',
            nameMl: 'ആലുവ',
            kind: 'office',
            district: 'Ernakulam',
            department: 'Test',
            office: '',
          },
        ],
      },
    ])
  })

  test('200: a seat with the name of its office', async () => {
    const reply = await officer.get('/v1/directory/search?q=head%20recv')
    expect(reply.at('/items')).toMatchObject([
      { type: 'seat', id: 'RECV/HEAD', name: 'Head of Office', office: 'Office RECV' },
    ])
  })

  test('200: the district of the caller goes first, unless another is named', async () => {
    expect(await ids('q=taluk')).toEqual(['T2', 'T1'])
    expect(await ids('q=taluk&district=Ernakulam')).toEqual(['T1', 'T2'])
    expect(await ids('q=taluk&district=')).toEqual(['T2', 'T1'])
    expect(await ids('q=taluk', await api.agent('near', ['T1']))).toEqual(['T1', 'T2'])
  })

  test('200: no more than the limit; nothing for signs alone', async () => {
    expect(await ids('q=taluk&limit=1')).toEqual(['T2'])
    expect(await ids(`q=${encodeURIComponent('(.*)+$')}`)).toEqual([])
  })

  test.each([
    '',
    'q=',
    'q=%20',
    `q=${'x'.repeat(101)}`,
    'q=a&limit=51',
    'q=a&limit=0',
    'q=a&limit=x',
    'q=a%00',
    'q=a&unknown=1',
  ])('400 parameter-invalid: %s', async (query) => {
    const reply = await officer.get(`/v1/directory/search?${query}`)
    expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
  })

  test('400 parameter-repeated', async () => {
    const reply = await officer.get('/v1/directory/search?q=a&q=b')
    expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-repeated'])
  })

  test('401 to somebody unknown', async () => {
    expect((await api.anyone.get('/v1/directory/search?q=a')).status).toBe(401)
  })
})
