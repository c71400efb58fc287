import { newCharge, newEmployee } from '../../../../domain/directory/charge/charge'
import { newSeat } from '../../../../domain/directory/seat/seat'
import { officeCard } from '../../../../services/directory/office/card'
import { heldSeat } from '../../../../services/directory/seat/held'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'
import { pauseEndpoint } from '../../../support/pause-endpoint'

describe('reading offices', () => {
  let api: TestApi
  let officer: Client
  beforeAll(async () => {
    api = await openApi()
    const { offices, seats, charges, employees, endpoints } = api.repositories
    await offices.save([
      buildOffice('TOP', 'kcs-agent', { kind: 'department', department: 'Revenue' }),
      buildOffice('C', 'eoffice', {
        kind: 'collectorate',
        department: 'Revenue',
        district: 'Idukki',
        parent: 'TOP',
        path: ['TOP'],
        factsFrom: new Date('2026-03-01T00:00:00Z'),
        earlier: [
          {
            kind: 'collectorate',
            department: 'Revenue',
            district: 'Kottayam',
            path: ['OLD'],
            from: null,
            until: new Date('2026-03-01T00:00:00Z'),
          },
        ],
      }),
      buildOffice('OLD'),
      buildOffice('T1', 'kcs-agent', { parent: 'C', path: ['TOP', 'C'], district: 'Idukki' }),
      buildOffice('T2', 'kcs-agent', { parent: 'C', path: ['TOP', 'C'], district: 'Idukki' }),
    ])
    await seats.save([
      newSeat({ id: 'TOP/SEC', office: 'TOP', designation: 'Secretary' }),
      newSeat({ id: 'C/HEAD', office: 'C', designation: 'Collector', role: 'head', reportsTo: 'TOP/SEC' }),
      newSeat({ id: 'C/TAPAL', office: 'C', designation: 'Clerk', reportsTo: 'C/HEAD' }),
      newSeat({
        id: 'C/GONE',
        office: 'C',
        designation: 'Clerk',
        activeUntil: new Date('2026-02-01T00:00:00Z'),
      }),
    ])
    await employees.save([newEmployee({ pen: 'P1', name: 'Anu' }), newEmployee({ pen: 'P2', name: 'Binu' })])
    const from = new Date('2026-01-01T00:00:00Z')
    await charges.save([
      newCharge({ id: '1', seat: 'TOP/SEC', employee: 'P1', from }),
      newCharge({ id: '2', seat: 'C/TAPAL', employee: 'P2', from }),
      newCharge({ id: '3', seat: 'C/HEAD', employee: 'P2', from, until: new Date('2026-02-01T00:00:00Z') }),
    ])
    await endpoints.save({
      id: 'eoffice',
      mechanism: 'eoffice',
      agent: null,
      address: 'http://127.0.0.1:9/',
      backOff: { initialMs: 1, factor: 1, maxMs: 1, maxAttempts: 1 },
      concurrency: 1,
    })
    await pauseEndpoint({ endpoints }, 'eoffice', 'operator', 'maintenance', new Date())
    officer = await api.officer('officer', ['RECV/TAPAL'])
  })
  afterAll(() => api.close())

  const codes = async (query: string) =>
    ((await officer.get(`/v1/offices?${query}`)).at('/items') as { code: string }[]).map(({ code }) => code)

  test('GET /v1/offices 200: by parent, kind, district and department, each with what stands below', async () => {
    expect(await codes('parent=')).toEqual(['OLD', 'RECV', 'SEND', 'TOP'])
    expect(await codes('parent=C')).toEqual(['T1', 'T2'])
    expect(await codes('kind=collectorate&district=Idukki')).toEqual(['C'])
    expect(await codes('department=Revenue')).toEqual(['C', 'TOP'])
    expect(await codes('district=Idukki&q=t')).toEqual(['T1', 'T2'])
    expect((await officer.get('/v1/offices?parent=TOP')).at('/items/0/children')).toBe(2)
  })

  test('GET /v1/offices/:code/card 200: place, profile with health, seats with who has the duty and why', async () => {
    const reply = await officer.get('/v1/offices/C/card')
    expect(reply.body).toMatchObject({
      office: { code: 'C', district: 'Idukki', email: 'c@office.invalid' },
      ancestors: [{ code: 'TOP', name: 'Office TOP' }],
      children: 2,
      profile: {
        ways: [{ system: 'eoffice', endpoint: 'eoffice', health: 'paused' }],
        chosen: {
          mechanism: 'eoffice',
          endpoint: 'eoffice',
          reasons: [{ code: 'profile' }, { code: 'way-waits' }],
        },
      },
    })
    expect(reply.at('/seats')).toMatchObject([
      {
        id: 'C/HEAD',
        role: 'head',
        holder: 'Anu',
        duty: { reason: { code: 'vacant-seat-above', of: 'TOP/SEC' }, actingSeat: 'TOP/SEC' },
      },
      { id: 'C/TAPAL', holder: 'Binu', duty: { reason: { code: 'holder-regular' }, actingSeat: 'C/TAPAL' } },
    ])
  })

  test('GET /v1/offices/:code/card 200: as of an instant', async () => {
    const reply = await officer.get('/v1/offices/C/card?at=2026-01-15T00:00:00.000Z')
    expect(reply.at('/office/district')).toBe('Kottayam')
    expect(reply.at('/ancestors')).toMatchObject([{ code: 'OLD' }])
    expect(reply.at('/seats')).toMatchObject([{ id: 'C/GONE' }, { id: 'C/HEAD', holder: 'Binu' }, {}])
  })

  test('GET /v1/offices/:code/card 200: whether the caller may change the office', async () => {
    const may = async (who: Client) => (await who.get('/v1/offices/C/card')).at('/may')
    await api.repositories.seats.save([newSeat({ id: 'TOP/ADM', office: 'TOP', designation: 'Manager' })])
    const above = await api.officer('above', ['TOP/ADM'], ['officer', 'department-admin'])
    const beside = await api.officer('beside', ['RECV/HEAD'], ['officer', 'department-admin'])
    expect(await may(above)).toEqual({ change: true })
    expect(await may(beside)).toEqual({ change: false })
    expect(await may(officer)).toEqual({ change: false })
    expect(await may(await api.officer('state', [], ['admin']))).toEqual({ change: true })
  })

  test('a list of codes answers the offices that have them, and leaves the others out', async () => {
    const reply = await officer.get('/v1/offices?codes=T2,NOWHERE,TOP')
    expect(reply.at('/items')).toMatchObject([{ code: 'T2' }, { code: 'TOP', children: 1 }])
    const many = Array.from({ length: 201 }, (_, index) => `C${index}`).join(',')
    expect((await officer.get(`/v1/offices?codes=${many}`)).status).toBe(400)
  })

  test('a card, and a seat with its holder as of a date, cost one question to each collection, however many seats', async () => {
    const count = async (work: () => Promise<unknown>) => {
      api.commands.length = 0
      await work()
      return [...api.commands]
    }
    const { repositories } = api
    const { offices } = repositories
    // Offices and seats at once, then charges and endpoints at once, then employees.
    expect(await count(() => officeCard(repositories, 'C', { at: api.now(), now: api.now() }))).toEqual([
      'aggregate',
      'aggregate',
      'find',
      'find',
      'find',
    ])
    expect(await count(() => heldSeat(repositories, 'C/HEAD', api.now()))).toEqual([
      'aggregate',
      'find',
      'find',
    ])
    expect(await count(() => offices.list({ parent: 'C' }, { limit: 50 }))).toEqual(['aggregate'])
  })

  test('404 not-found for the card and the history of no office, 400 for an instant that is none', async () => {
    expect((await officer.get('/v1/offices/NOWHERE/card')).status).toBe(404)
    expect((await officer.get('/v1/offices/NOWHERE/history')).status).toBe(404)
    expect((await officer.get('/v1/offices/C/card?at=31/02/2026')).at('/code')).toBe('parameter-invalid')
  })

  test('GET /v1/offices/:code/history 200: page by page, newest first', async () => {
    const admin = await api.officer('admin', [], ['admin'])
    for (const phone of ['1', '2', '3']) {
      api.advance(1000)
      const tag = String((await admin.get('/v1/offices/T1')).headers.get('etag'))
      await admin.call('PATCH', '/v1/offices/T1', { phone }, { 'if-match': tag })
    }
    const first = await officer.get('/v1/offices/T1/history?limit=2')
    expect(first.at('/items')).toMatchObject([{ after: { phone: '3' } }, { after: { phone: '2' } }])
    const second = await officer.get(`/v1/offices/T1/history?limit=2&cursor=${String(first.at('/next'))}`)
    expect(second.body).toMatchObject({ items: [{ after: { phone: '1' } }], next: null })
  })
})
