import { dayInKerala, yearInKerala } from '../../../../domain/common/clock/ist'
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
    buildOffice('FORT', 'kcs-agent', { calendar: 'fort' }),
    buildOffice('PLAIN', 'kcs-agent', { calendar: 'not-entered' }),
  ])
  await api.repositories.seats.save(
    ['FORT', 'PLAIN'].map((code) => buildSeat(`${code}/SPIO`, { role: 'spio' })),
  )
  admin = await api.officer('admin', [], ['admin'])
  department = await api.officer('department', ['SEND/SO'], ['department-admin'])
  officer = await api.officer('officer', ['SEND/US'])
})
afterAll(() => api.close())

const DAY = 24 * 3_600_000
/** The day that is so many days from now. */
const dayFrom = (days: number) => dayInKerala(new Date(api.now().getTime() + days * DAY))
const ifMatch = (version: number) => ({ 'if-match': `"${version}"` })
const week = (from: string, closed: string[] = ['sunday']) => ({ from, closed, closedSaturdays: [] })
const KERALA = { from: '1956-11-01', closed: ['sunday'], closedSaturdays: [2] }
const text = (more: object = {}) => ({ name: 'State of Kerala', weekly: [KERALA], years: [], ...more })
const yearsWith = (...dates: string[]) =>
  [...new Set(dates.map((date) => Number(date.slice(0, 4))))].map((year) => ({
    year,
    holidays: dates
      .filter((date) => Number(date.slice(0, 4)) === year)
      .map((date) => ({ date, name: `Holiday of ${date}` })),
  }))
const versionOf = async (id: string) => Number((await officer.get(`/v1/calendars/${id}`)).at('/version'))
const put = async (id: string, body: object, by = admin) =>
  by.call('PUT', `/v1/calendars/${id}`, body, ifMatch(await versionOf(id)))

describe('GET /v1/calendars', () => {
  test('200: the State’s is there from the beginning: Sundays and second Saturdays, no year entered', async () => {
    const reply = await officer.get('/v1/calendars/state')
    expect([reply.status, reply.headers.get('etag')]).toEqual([200, '"1"'])
    expect(reply.body).toEqual({
      ...{ id: 'state', name: 'State of Kerala', nameMl: 'കേരള സംസ്ഥാനം', version: 1 },
      ...{ weekly: [KERALA], hours: [], years: [], closures: [] },
    })
    expect((await officer.get('/v1/calendars')).body).toMatchObject({ items: [{ id: 'state' }], next: null })
    expect(await api.repositories.audit.of('state')).toMatchObject([
      { thing: 'calendar', what: 'calendar-added', actor: { kind: 'kcs' } },
    ])
  })

  test('200: the holidays of a year come in the order of their days, however they were entered', async () => {
    const holidays = ['2027-08-26', '2027-01-26', '2027-04-14', '2027-01-26'].map((date, n) => ({
      ...{ date, name: `Holiday ${n}`, nameMl: '', kind: 'local' as const },
      districts: [`D${n}`],
    }))
    await api.repositories.calendars.add(
      {
        ...{ id: 'seeded', name: 'Seeded', nameMl: '', version: 1, weekly: [], hours: [], closures: [] },
        years: [{ year: 2027, provisional: false, holidays }],
      },
      { what: 'calendar-added', actor: { kind: 'kcs' }, at: api.now() },
    )
    const inOrder = ['Holiday 1', 'Holiday 3', 'Holiday 2', 'Holiday 0']
    expect((await officer.get('/v1/calendars/seeded')).at('/years/0/holidays')).toMatchObject(
      inOrder.map((name) => ({ name })),
    )
    expect((await officer.get('/v1/calendars')).at('/items/0/years/0/holidays')).toMatchObject(
      inOrder.map((name) => ({ name })),
    )
  })

  test('404 for one that is not there, 401 for nobody known', async () => {
    expect((await officer.get('/v1/calendars/none')).status).toBe(404)
    expect((await officer.get('/v1/calendars/none/days?from=2027-01-01&until=2027-01-02')).status).toBe(404)
    expect((await api.anyone.get('/v1/calendars')).status).toBe(401)
  })
})

describe('PUT /v1/calendars/:id', () => {
  test('200: holidays of days to come, in the order of their days, with an entry in the audit log', async () => {
    const [later, sooner] = [dayFrom(800), dayFrom(400)]
    const reply = await admin.call(
      'PUT',
      '/v1/calendars/state',
      text({ years: yearsWith(later, sooner) }),
      ifMatch(1),
    )
    expect([reply.status, reply.headers.get('etag'), reply.at('/years/0/holidays/0/date')]).toEqual([
      200,
      '"2"',
      sooner,
    ])
    expect(reply.at('/years/0/holidays/0')).toMatchObject({ kind: 'public', nameMl: '' })
    expect((await api.repositories.audit.of('state')).at(-1)).toMatchObject({
      what: 'calendar-changed',
      actor: { account: 'account:admin' },
      before: { years: [] },
    })
  })

  test('428 without a version, 412 for an old one, 404 for one that is not there', async () => {
    const codes = await Promise.all(
      [{}, ifMatch(1)].map(
        async (headers) => (await admin.call('PUT', '/v1/calendars/state', text(), headers)).status,
      ),
    )
    expect(codes).toEqual([428, 412])
    expect((await admin.call('PUT', '/v1/calendars/none', text(), ifMatch(1))).status).toBe(404)
  })

  test('201 for a new one without If-Match, which holds from a day to come; until then the State’s does', async () => {
    const [sunday, friday] = [4, 9].map((day) => `2031-01-${String(day + 1).padStart(2, '0')}`) as [
      string,
      string,
    ]
    const body = { name: 'Sabarimala', weekly: [week('2031-01-06', ['friday'])], years: [] }
    const reply = await admin.call('PUT', '/v1/calendars/pilgrims', body)
    expect([reply.status, reply.headers.get('etag'), reply.headers.get('location')]).toEqual([
      201,
      '"1"',
      '/v1/calendars/pilgrims',
    ])
    const days = await officer.get('/v1/calendars/pilgrims/days?from=2031-01-05&until=2031-01-13')
    const closed = (days.at('/items') as { date: string; working: boolean }[])
      .filter(({ working }) => !working)
      .map(({ date }) => date)
    expect(closed).toEqual([sunday, friday])
  })

  test('403 for all but the administrator of the State', async () => {
    for (const caller of [department, officer])
      expect((await caller.call('PUT', '/v1/calendars/state', text(), ifMatch(2))).status).toBe(403)
  })

  const refused: [string, string, () => object][] = [
    ['a holiday of today', 'effective-in-past', () => text({ years: yearsWith(dayFrom(0)) })],
    ['a holiday of a day that is over', 'effective-in-past', () => text({ years: yearsWith(dayFrom(-30)) })],
    ['weeks from today on', 'effective-in-past', () => text({ weekly: [KERALA, week(dayFrom(0))] })],
    ['other weeks of the past', 'effective-in-past', () => text({ weekly: [week('1956-11-01')] })],
    ['no weeks', 'validation-failed', () => text({ weekly: [] })],
    ['a day that there is not', 'validation-failed', () => text({ years: yearsWith('2027-02-30') })],
    [
      'a holiday of another year',
      'validation-failed',
      () => text({ years: [{ year: 2028, holidays: [{ date: '2027-01-26', name: 'Republic Day' }] }] }),
    ],
    ['a day twice', 'validation-failed', () => text({ years: yearsWith('2028-01-26', '2028-01-26') })],
    [
      'a year twice',
      'validation-failed',
      () => text({ years: [...yearsWith('2028-01-26'), ...yearsWith('2028-01-27')] }),
    ],
    ['weeks that begin on one day', 'validation-failed', () => text({ weekly: [KERALA, KERALA] })],
    ['a sixth Saturday', 'validation-failed', () => text({ weekly: [{ ...KERALA, closedSaturdays: [6] }] })],
    [
      'a holiday of a time in which the State’s calendar still holds',
      'validation-failed',
      () => text({ weekly: [week('2040-01-01')], years: yearsWith('2039-12-31') }),
    ],
    ['a day of no week', 'validation-failed', () => text({ weekly: [week('1956-11-01', ['funday'])] })],
    ['a field of no meaning', 'field-unknown', () => text({ colour: 'red' })],
  ]
  test.each(refused)('422 for %s: %s', async (_title, code, body) => {
    const reply = await put('state', body())
    expect([reply.status, reply.at('/code')]).toEqual([422, code])
  })

  test('201 once: two who make one calendar at the same time do not overwrite each other', async () => {
    const body = { name: 'Twice', weekly: [week(dayFrom(2))], years: [] }
    const replies = await Promise.all([1, 2].map(() => admin.call('PUT', '/v1/calendars/twice', body)))
    const statuses = replies.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(201)
    expect([409, 428]).toContain(statuses[1])
  })
})

describe('GET /v1/calendars/:id/days', () => {
  test('200: each day with why it is closed, and whether the year is entered', async () => {
    await put('state', text({ years: yearsWith('2032-01-26') }))
    const reply = await officer.get('/v1/calendars/state/days?from=2031-12-31&until=2032-02-01')
    const items = reply.at('/items') as { date: string }[]
    const of = (date: string) => items.find((one) => one.date === date)
    expect(items).toHaveLength(32)
    expect(of('2031-12-31')).toEqual({
      date: '2031-12-31',
      working: true,
      because: null,
      ...{ opensAt: '2031-12-31T04:45:00.000Z', closesAt: '2031-12-31T11:45:00.000Z' },
      ...{ yearEntered: false, provisional: false },
    })
    expect(of('2032-01-26')).toEqual({
      ...{ date: '2032-01-26', working: false, because: 'holiday', yearEntered: true },
      ...{ name: 'Holiday of 2032-01-26', nameMl: '', opensAt: null, closesAt: null, provisional: false },
    })
    expect(of('2032-01-10')).toMatchObject({ working: false, because: 'saturday' })
    expect(of('2032-01-11')).toMatchObject({ working: false, because: 'weekday' })
  })

  test.each([
    ['more than 400 days', 'from=2027-01-01&until=2028-02-06'],
    ['an end before its beginning', 'from=2027-01-02&until=2027-01-01'],
    ['a day that there is not', 'from=2027-02-30&until=2027-03-01'],
    ['no days', ''],
  ])('400 for %s', async (_title, query) => {
    const reply = await officer.get(`/v1/calendars/state/days?${query}`)
    expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
  })

  test('200: 400 days', async () => {
    const reply = await officer.get('/v1/calendars/state/days?from=2027-01-01&until=2028-02-05')
    expect(reply.at('/items')).toHaveLength(400)
  })
})

describe('routing rules', () => {
  test('for holidays hold on the days that the calendar of the office says', async () => {
    const then = { seatRole: 'spio' }
    for (const office of ['FORT', 'PLAIN'])
      await admin.post('/v1/routing-rules', { office, name: 'Closed', when: { holiday: true }, then })
    const seatOf = async (office: string) => {
      const body = { recipients: [{ office, purpose: 'action' }] }
      return (await officer.post('/v1/dispatches/dry-run', body)).at('/items/0/seat/id')
    }
    // A day for each: of the coming ones the first on which the State's offices work anyway.
    const days = (await officer.get(`/v1/calendars/state/days?from=${dayFrom(1)}&until=${dayFrom(8)}`)).at(
      '/items',
    )
    const open = (days as { date: string; working: boolean }[]).find(({ working }) => working)!.date
    await put('state', text({ years: yearsWith(open) }))
    const fort = { name: 'Fort', weekly: [{ ...week(dayFrom(1)), closed: [] }], years: [] }
    expect((await admin.call('PUT', '/v1/calendars/fort', fort)).status).toBe(201)
    while (dayInKerala(api.now()) !== open) api.advance(DAY)
    const again = await api.officer('again', ['SEND/US'])
    officer = again
    expect(yearInKerala(api.now())).toBe(Number(open.slice(0, 4)))
    expect([await seatOf('PLAIN'), await seatOf('FORT')]).toEqual(['PLAIN/SPIO', 'FORT/TAPAL'])
  })
})
