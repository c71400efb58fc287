import { newEmployee } from '../../../../domain/directory/charge/charge'
import { openApi, PASSWORD, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'
import { buildSeat } from '../../../support/builders'

let api: TestApi
let admin: Client
let head: Client
let clerk: Client
let office = 0

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([buildSeat('RECV/HEAD', { role: 'head' })])
  await api.repositories.employees.save(
    ['P1', 'P2', 'P3'].map((pen) => newEmployee({ pen, name: `Name of ${pen}` })),
  )
  admin = await api.officer('admin', [], ['admin'])
  head = await api.officer('head', ['RECV/HEAD'])
  clerk = await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())

/** A seat of its own in the office of the head. */
async function seat(facts: Parameters<typeof buildSeat>[1] = {}): Promise<string> {
  const id = `RECV/S${(office += 1)}`
  await api.repositories.seats.save([buildSeat(id, facts)])
  return id
}
const join = (pen: string, body: object, by = head) => by.post(`/v1/employees/${pen}/join`, body)
const act = (pen: string, what: string, body: object, by = head) =>
  by.post(`/v1/employees/${pen}/${what}`, body)

describe('POST /v1/employees/:pen/join', () => {
  test('201: holds the seat from now on; the same again is answered 200 with the same charge', async () => {
    const id = await seat()
    const reply = await join('P1', { seat: id })
    expect(reply.body).toMatchObject({ seat: id, employee: 'P1', kind: 'regular', until: null, ended: null })
    const again = await join('P1', { seat: id })
    expect([reply.status, again.status, again.body]).toEqual([201, 200, reply.body])
  })

  test('201: ahead of time; nobody holds it before', async () => {
    const id = await seat()
    await join('P1', { seat: id, at: '2030-01-01T00:00:00Z' })
    const holders = (at: string) => head.get(`/v1/seats/${encodeURIComponent(id)}/holders?at=${at}`)
    expect((await holders('2029-12-31T23:59:59Z')).at('/items')).toEqual([])
    expect((await holders('2030-01-01T00:00:00Z')).at('/items')).toMatchObject([
      { employee: 'P1', name: 'Name of P1', kind: 'regular' },
    ])
  })

  test('409: a second regular holder, the same person otherwise, a time outside the seat’s life', async () => {
    const id = await seat({ activeFrom: new Date('2026-01-01T00:00:00Z') })
    await join('P1', { seat: id })
    expect((await join('P2', { seat: id })).at('/code')).toBe('charge-overlaps')
    expect((await join('P1', { seat: id, kind: 'additional' })).at('/code')).toBe('charge-held-already')
    const early = { seat: id, kind: 'additional', at: '2025-12-31T00:00:00Z' }
    expect((await join('P2', early)).at('/code')).toBe('charge-outside-seat')
  })

  test('403 not-office-head, 404 for nobody, 422 for no seat and a day that is none', async () => {
    const id = await seat()
    expect((await join('P1', { seat: id }, clerk)).at('/code')).toBe('not-office-head')
    expect((await join('P1', { seat: 'SEND/SO' })).at('/code')).toBe('not-office-head')
    expect((await join('NOBODY', { seat: id })).status).toBe(404)
    expect((await join('P1', { seat: 'RECV/NONE' })).at('/code')).toBe('seat-unknown')
    expect((await join('P1', { seat: id, at: '2026-02-31T00:00:00Z' })).at('/errors/0/pointer')).toBe('/at')
    const agent = await api.agent('agent', ['RECV'])
    expect((await join('P1', { seat: id }, agent)).status).toBe(403)
  })
})

describe('leaving a seat', () => {
  test('relieve 200: the charge ends; a repeat with the same instant returns the same', async () => {
    const id = await seat()
    await join('P1', { seat: id, at: '2026-01-01T00:00:00Z' })
    const leave = () => act('P1', 'relieve', { seat: id, at: '2026-06-01T00:00:00Z' })
    const reply = await leave()
    expect(reply.body).toMatchObject({ until: '2026-06-01T00:00:00.000Z', ended: 'relieved' })
    expect((await leave()).body).toEqual(reply.body)
    expect((await act('P1', 'relieve', { seat: id })).at('/code')).toBe('charge-not-held')
    expect((await act('P2', 'relieve', { seat: id })).at('/code')).toBe('charge-not-held')
  })

  test('relieve 200: a repeat that names no instant, such as after a broken line, returns the same; after joining again it is a new one', async () => {
    const id = await seat()
    await join('P1', { seat: id })
    const [first, again] = [
      await act('P1', 'relieve', { seat: id }),
      await act('P1', 'relieve', { seat: id }),
    ]
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body])
    await join('P1', { seat: id })
    const later = await act('P1', 'relieve', { seat: id })
    expect(later.at('/id')).not.toBe(first.at('/id'))
    expect((await act('P1', 'relieve', { seat: id })).body).toEqual(later.body)
  })

  test('422 charge-backwards: relieved at the instant of joining', async () => {
    const id = await seat()
    const at = '2026-01-01T00:00:00Z'
    await join('P1', { seat: id, at })
    expect((await act('P1', 'relieve', { seat: id, at })).at('/code')).toBe('charge-backwards')
  })

  test('transfer 200: both at one instant; 403 unless both seats are the caller’s', async () => {
    const [from, to] = [await seat(), await seat()]
    await join('P1', { seat: from })
    expect((await act('P1', 'transfer', { from, to: 'SEND/SO' })).at('/code')).toBe('not-office-head')
    const reply = await act('P1', 'transfer', { from, to })
    expect(reply.at('/ended/ended')).toBe('transferred')
    expect(reply.at('/begun/from')).toBe(reply.at('/ended/until'))
    expect(reply.at('/begun/seat')).toBe(to)
    expect((await act('P1', 'transfer', { from, to })).body).toEqual(reply.body)
    expect((await act('P1', 'transfer', { from, to, at: reply.at('/begun/from') })).body).toEqual(reply.body)
    const elsewhere = { from, to: await seat() }
    expect((await act('P1', 'transfer', elsewhere)).at('/code')).toBe('charge-not-held')
  })
})

describe('suspension', () => {
  test('200: the next request of the suspended is refused, and so is signing in; reinstating opens the account', async () => {
    const id = await seat()
    const bad = await api.officer('bad', [id])
    expect((await bad.get('/v1/session')).status).toBe(200)
    const reply = await act('PEN-bad', 'suspend', {})
    expect(reply.at('/items')).toMatchObject([{ seat: id, ended: 'suspended' }])
    expect((await bad.get('/v1/session')).at('/code')).toBe('session-ended')
    expect((await clientFor(api.url).signIn('bad', PASSWORD)).at('/code')).toBe('sign-in-failed')
    expect((await join('PEN-bad', { seat: id })).at('/code')).toBe('employee-suspended')
    expect((await act('PEN-bad', 'suspend', {}, admin)).at('/items')).toEqual([])
    expect((await act('PEN-bad', 'reinstate', {}, clerk)).at('/code')).toBe('not-office-head')
    expect((await head.post('/v1/employees/PEN-bad/reinstate')).status).toBe(204)
    expect((await clientFor(api.url).signIn('bad', PASSWORD)).at('/seats')).toEqual([])
    expect((await join('PEN-bad', { seat: id })).status).toBe(201)
  })

  test('422 for one that lies ahead; 403 for a head who would suspend an administrator', async () => {
    expect((await act('PEN-clerk', 'suspend', { at: '2090-01-01T00:00:00Z' })).at('/errors/0/pointer')).toBe(
      '/at',
    )
    expect((await act('PEN-admin', 'suspend', {})).at('/code')).toBe('not-office-head')
    await api.officer('dept', [await seat()], ['department-admin'])
    expect((await act('PEN-dept', 'suspend', {})).at('/code')).toBe('not-office-head')
  })
})

describe('who held what when', () => {
  test('GET /v1/employees/:pen/charges: newest first, or as of an instant', async () => {
    await api.repositories.employees.save([newEmployee({ pen: 'P9', name: 'Nine' })])
    const [one, two] = [await seat(), await seat()]
    await join('P9', { seat: one, at: '2024-01-01T00:00:00Z' })
    await act('P9', 'relieve', { seat: one, at: '2025-01-01T00:00:00Z' })
    await join('P9', { seat: two, at: '2025-06-01T00:00:00Z' })
    const seats = async (query: string) =>
      ((await clerk.get(`/v1/employees/P9/charges${query}`)).at('/items') as { seat: string }[]).map(
        (c) => c.seat,
      )
    expect(await seats('')).toEqual([two, one])
    expect(await seats('?at=2024-07-01T00:00:00Z')).toEqual([one])
    expect(await seats('?at=2025-03-01T00:00:00Z')).toEqual([])
    expect((await clerk.get('/v1/employees/NO/charges')).status).toBe(404)
    expect((await clerk.get('/v1/employees/P9/charges?at=today')).at('/code')).toBe('parameter-invalid')
    expect((await clerk.get('/v1/seats/NO%2FNE/holders')).status).toBe(404)
  })
})
