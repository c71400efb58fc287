// A transfer as it happens: A leaves with three open tapals, letters come in the vacancy, B takes the seat.

import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildSeat } from '../../../support/builders'

const MINUTE = 60_000
let api: TestApi
let a: Client
let b: Client
let link: Client
let above: Client
let lying: Tapal[]

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([
    buildSeat('RECV/SO', { linkOfficer: 'RECV/LINK', reportsTo: 'RECV/HEAD' }),
    buildSeat('RECV/LINK'),
    buildSeat('RECV/HEAD', { role: 'head' }),
  ])
  a = await api.officer('a', ['RECV/SO'])
  b = await api.officer('b', [])
  link = await api.officer('link', ['RECV/LINK'])
  above = await api.officer('above', ['RECV/HEAD'])
  lying = []
  for (let n = 0; n < 3; n += 1)
    lying.push(await api.tapal(await api.dispatch(), { seat: 'RECV/SO', state: 'delivered' }))
})
afterAll(() => api.close())

const inbox = (client: Client) => client.get('/v1/tapals?seat=RECV/SO')
const idsOf = async (client: Client) =>
  ((await inbox(client)).at('/items') as { id: string }[]).map(({ id }) => id).sort()

test('holder A hands over with three open tapals; a letter in the vacancy falls to the link officer; B has all', async () => {
  const open = await a.get('/v1/seats/RECV%2FSO/open-items')
  expect(open.at('/counts')).toEqual({ tapals: 3, dispatches: 0, overdue: 0 })
  expect((open.at('/items') as { id: string }[]).map(({ id }) => id).sort()).toEqual(
    lying.map(({ id }) => id).sort(),
  )

  api.advance(MINUTE)
  const given = await a.post('/v1/seats/RECV%2FSO/handovers', {
    to: 'PEN-b',
    note: 'Files in order',
    leaveNow: true,
  })
  expect([given.status, given.at('/state'), given.at('/items/length')]).toEqual([201, 'given', 3])

  // A's next request for the seat is refused, also for what A had on the desk.
  expect((await inbox(a)).at('/code')).toBe('seat-not-held')
  const opening = await a.post(`/v1/tapals/${lying[0]!.id}/opening`, { seat: 'RECV/SO' })
  expect(opening.status).toBe(404)

  // A letter that comes now waits for the seat, and its duty falls to the link officer.
  api.advance(MINUTE)
  const vacancy = await api.tapal(await api.dispatch(), { seat: 'RECV/SO', state: 'delivered' })
  expect((await link.get('/v1/session')).at('/seats')).toMatchObject([
    { id: 'RECV/LINK', reason: { code: 'holder-regular' } },
    { id: 'RECV/SO', reason: { code: 'vacant-link-officer', of: 'RECV/LINK' } },
  ])
  expect((await link.get(`/v1/tapals/${vacancy.id}`)).at('/duty')).toEqual({
    name: 'Name of link',
    actingSeat: 'RECV/LINK',
    reason: { code: 'vacant-link-officer', of: 'RECV/LINK' },
  })
  expect((await inbox(above)).at('/code')).toBe('seat-not-held')
  expect((await inbox(b)).at('/code')).toBe('seat-not-held')
  const taken = await link.post(`/v1/tapals/${vacancy.id}/acknowledgement`, {
    seat: 'RECV/SO',
    diaryNumber: '77',
  })
  expect(taken.status).toBe(200)
  expect((taken.at('/history') as { cause: string; actor: object }[]).at(-1)).toMatchObject({
    cause: 'acknowledged-by-seat',
    actor: { seat: 'RECV/SO', holder: 'Name of link' },
  })

  api.advance(MINUTE)
  const [waiting] = (await b.get('/v1/handovers')).at('/items') as { id: string; state: string }[]
  expect(waiting).toMatchObject({ state: 'given', seat: 'RECV/SO', fromName: 'Name of a' })
  const took = await b.post(`/v1/handovers/${waiting!.id}/taking`)
  expect([took.status, took.at('/state')]).toEqual([200, 'taken'])
  expect((await inbox(link)).at('/code')).toBe('seat-not-held')

  expect(await idsOf(b)).toEqual([...lying, vacancy].map(({ id }) => id).sort())
  for (const { id } of lying) {
    const holders = (await b.get(`/v1/tapals/${id}`)).at('/holders') as { name: string; from: string }[]
    expect(holders.map(({ name }) => name)).toEqual(['Name of a', null, 'Name of b'])
    expect(holders[1]!.from).toBe(given.at('/givenAt'))
    expect(holders[2]!.from).toBe(took.at('/takenAt'))
  }
  // The sender sees it too, in the trace.
  const sender = await api.officer('sender', ['SEND/SO'])
  const trace = await sender.get(`/v1/dispatches/${lying[0]!.dispatch}/trace`)
  expect(trace.at('/tapals/0/holders/0')).toMatchObject({ employee: 'PEN-a', name: 'Name of a' })
  const holders = (await sender.get('/v1/seats/RECV%2FSO/holders')).at('/items')
  expect(holders).toMatchObject([
    { employee: 'PEN-b', until: null },
    { employee: 'PEN-a', ended: 'handed-over', until: given.at('/givenAt') },
  ])
})
