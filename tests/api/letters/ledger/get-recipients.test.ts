import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice, buildSeat } from '../../../support/builders'
import { circularTo } from './circular'

let api: TestApi
let sender: Client
let id: string
beforeAll(async () => {
  api = await openApi()
  sender = await api.officer('sender', ['SEND/SO'])
  await api.repositories.offices.save([
    buildOffice('B0004', 'push', { name: '=Vellathooval Grama Panchayat' }),
    buildOffice('B0007', 'push', { name: 'Munnar Village Office' }),
  ])
  await api.repositories.seats.save([buildSeat('B0004/TAPAL')])
  const { dispatch } = await circularTo(api, 24, (n) =>
    n % 4 === 0
      ? { state: 'acknowledged', owes: false, diary: { number: `-${n}/2026`, date: api.now() } }
      : n === 5
        ? { state: 'failed' }
        : {},
  )
  id = dispatch.id
})
afterAll(() => api.close())

const list = (query: string) => sender.get(`/v1/dispatches/${id}/recipients${query}`)
interface Entry {
  recipient: { office: string }
  district: string
  state: string
}
async function officesOf(query: string): Promise<string[]> {
  const reply = await list(query)
  expect(reply.status).toBe(200)
  return (reply.at('/items') as Entry[]).map(({ recipient }) => recipient.office)
}
const named = (numbers: number[]) => numbers.map((n) => `B${String(n).padStart(4, '0')}`)
const every = (step: number, from: number) => {
  const numbers: number[] = []
  for (let n = from; n < 24; n += step) numbers.push(n)
  return named(numbers)
}

describe('GET /v1/dispatches/:id/recipients', () => {
  test('200: by district and office code, also page by page', async () => {
    const wanted = [...every(3, 2), ...every(3, 0), ...every(3, 1)]
    expect(await officesOf('')).toEqual(wanted)
    for (const limit of [1, 5, 8]) {
      const seen: string[] = []
      let path: string | null = `/v1/dispatches/${id}/recipients?limit=${limit}`
      while (path !== null) {
        const reply = await sender.get(path)
        const items = reply.at('/items') as Entry[]
        expect(items.length).toBeLessThanOrEqual(limit)
        seen.push(...items.map(({ recipient }) => recipient.office))
        path = /^<(.*)>; rel="next"$/.exec(reply.headers.get('link') ?? '')?.[1] ?? null
      }
      expect(seen).toEqual(wanted)
    }
  })

  test.each([
    ['a district', '?district=Idukki', every(3, 1)],
    ['offices of no district', '?district=-', every(3, 2)],
    ['a department', '?department=ITD&district=Idukki', every(6, 1)],
    ['those who have taken it', '?standing=taken&district=Ernakulam', every(12, 0)],
    ['a state', '?state=failed', named([5])],
    ['a state that is of another standing', '?state=failed&standing=taken', []],
    ['a code', '?office=B0011', named([11])],
    ['beginnings of words of a name', '?office=muNN vill', named([7])],
    ['a name that nobody bears', '?office=nowhere', []],
  ])('200: %s', async (_what, query, offices) => {
    expect(await officesOf(query)).toEqual(offices)
  })

  test('200: an entry says who, how it stands, and its number', async () => {
    expect((await list('?office=B0004')).at('/items/0')).toMatchObject({
      recipient: { office: 'B0004', name: '=Vellathooval Grama Panchayat', designation: 'Section Officer' },
      ...{ district: 'Idukki', department: 'LSGD', standing: 'taken', state: 'acknowledged', owes: false },
      diary: { number: '-4/2026' },
    })
  })

  test.each([
    ['400 parameter-invalid: a standing that is none', '?standing=lost', 400, 'parameter-invalid'],
    ['400 parameter-invalid: a page that is too large', '?limit=500', 400, 'parameter-invalid'],
  ])('%s', async (_title, query, status, code) => {
    const reply = await list(query)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
  })

  test('200: nobody behind a tapal of another letter', async () => {
    const cursor = Buffer.from('01ARZ3NDEKTSV4RRFFQ69G5FAV').toString('base64url')
    expect(await officesOf(`?cursor=${cursor}`)).toEqual([])
  })

  test('404 dispatch-unknown: an agent of another office', async () => {
    const other = await api.agent('recv', ['RECV'])
    const reply = await other.get(`/v1/dispatches/${id}/recipients`)
    expect([reply.status, reply.at('/code')]).toEqual([404, 'dispatch-unknown'])
  })
})

describe('GET /v1/dispatches/:id/recipients/export', () => {
  const fetchList = (query = '') => sender.get(`/v1/dispatches/${id}/recipients/export${query}`)

  test('200: all of them as CSV, and no cell is taken for a formula', async () => {
    const reply = await fetchList()
    expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="recipients-${id}.csv"`)
    const lines = reply.text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(25)
    expect(lines[0]).toContain('district,department,office,name,name_ml,seat')
    const guarded = lines.find((line) => line.includes('B0004'))
    expect(guarded).toContain(",'=Vellathooval Grama Panchayat,")
    expect(guarded).toContain(",'-4/2026,")
    expect(reply.text).not.toMatch(/(^|,)"?[=+@-]/m)
  })

  test('200: those alone that are asked for', async () => {
    const lines = (await fetchList('?district=Idukki&standing=failed')).text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(1)
    expect((await fetchList('?district=-&standing=failed')).text).toContain(',B0005,')
  })

  test('404 dispatch-unknown', async () => {
    const other = await api.officer('receiver', ['RECV/TAPAL'])
    expect((await other.get(`/v1/dispatches/${id}/recipients/export`)).status).toBe(404)
  })
})
