import { dayInKerala, startOfDay } from '../../../../domain/common/clock/ist'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'

let api: TestApi
let admin: Client
let officer: Client

beforeAll(async () => {
  api = await openApi()
  await api.repositories.offices.save([buildOffice('PLAIN', 'kcs-agent', { calendar: 'not-entered' })])
  admin = await api.officer('admin', [], ['admin'])
  officer = await api.officer('officer', ['SEND/US'])
})
afterAll(() => api.close())

const dayFrom = (days: number) => dayInKerala(new Date(api.now().getTime() + days * 24 * 3_600_000))
const KERALA = { from: '1956-11-01', closed: ['sunday'], closedSaturdays: [2] }
const text = (more: object = {}) => ({ name: 'State of Kerala', weekly: [KERALA], years: [], ...more })
const put = async (id: string, body: object) => {
  const version = String((await officer.get(`/v1/calendars/${id}`)).at('/version'))
  return admin.call('PUT', `/v1/calendars/${id}`, body, { 'if-match': `"${version}"` })
}

describe('closures', () => {
  const hartal = (more: object = {}) => ({
    ...{ from: startOfDay(dayFrom(0)).toISOString(), until: dayFrom(1), reason: 'hartal', name: 'Hartal' },
    ...{ by: 'District Collector, Ernakulam', districts: ['Ernakulam'] },
    ...more,
  })
  const closures = async () => (await officer.get('/v1/calendars/state')).at('/closures') as object[]
  const today = (district: string) =>
    officer.get(`/v1/calendars/state/days?from=${dayFrom(0)}&until=${dayFrom(1)}&district=${district}`)

  test('200: one may be declared for the day that has begun, with who ordered it and when it was declared', async () => {
    const { years } = (await officer.get('/v1/calendars/state')).body as { years: object[] }
    const reply = await put('state', text({ years, closures: [hartal()] }))
    expect(reply.status).toBe(200)
    expect(await closures()).toEqual([
      { ...hartal(), nameMl: '', declaredAt: expect.stringMatching(/Z$/) as string },
    ])
    expect((await api.repositories.audit.of('state')).at(-1)).toMatchObject({
      what: 'calendar-changed',
      actor: { account: 'account:admin' },
      before: { closures: [] },
    })
    const day = (await today('Ernakulam')).at('/items/0') as { working: boolean; because: string }
    expect(day.working).toBe(false)
    expect(['closure', 'weekday', 'saturday']).toContain(day.because)
  })

  test('200: a change that does not speak of closures and hours leaves them', async () => {
    const { years } = (await officer.get('/v1/calendars/state')).body as { years: object[] }
    expect((await put('state', text({ years, name: 'Kerala' }))).status).toBe(200)
    expect(await closures()).toHaveLength(1)
  })

  test('200: its end may be put off, and it stays declared when it was', async () => {
    const [before] = (await closures()) as { declaredAt: string }[]
    const { years } = (await officer.get('/v1/calendars/state')).body as { years: object[] }
    await put('state', text({ years, closures: [hartal({ until: dayFrom(3) })] }))
    expect(await closures()).toMatchObject([{ until: dayFrom(3), declaredAt: before!.declaredAt }])
  })

  test.each([
    [
      'of yesterday',
      'effective-in-past',
      () => [hartal(), hartal({ from: startOfDay(dayFrom(-1)).toISOString() })],
    ],
    ['that is taken back after it has begun', 'effective-in-past', () => []],
    [
      'that ends when it begins',
      'span-invalid',
      () => [hartal(), hartal({ until: dayFrom(0), districts: [] })],
    ],
    ['by nobody', 'validation-failed', () => [hartal({ by: '' })]],
    ['of a kind that there is not', 'validation-failed', () => [hartal({ reason: 'rain' })]],
  ])('422 for one %s', async (_title, code, list) => {
    const { years } = (await officer.get('/v1/calendars/state')).body as { years: object[] }
    const reply = await put('state', text({ years, closures: list() }))
    expect([reply.status, reply.at('/code')]).toEqual([422, code])
  })
})

describe('POST /v1/clocks/explain', () => {
  const question = { since: '2035-11-23T05:30:00.000Z', term: { amount: 1, unit: 'working-days' } }

  test('200: the due instant with its day, and each line in both languages', async () => {
    const reply = await officer.post('/v1/clocks/explain', question)
    expect(reply.status).toBe(200)
    // Friday 23 November 2035; the 24th is the fourth Saturday.
    expect(reply.body).toMatchObject({
      ...{ dueAt: '2035-11-24T11:45:00.000Z', dueDay: '2035-11-24', calendar: 'state', start: 'day-after' },
    })
    const lines = reply.at('/lines') as { code: string; en: string; ml: string; warning: boolean }[]
    expect(lines.map(({ code, warning }) => [code, warning])).toEqual([
      ['started', false],
      ['year-not-entered', true],
      ['day-of-start', false],
      ['counted', false],
      ['due', false],
    ])
    expect(lines.at(-1)).toMatchObject({
      en: 'Due on Saturday 24 November 2035 at 17:15.',
      ml: 'അവസാന സമയം: 2035 നവംബർ 24 ശനി 17:15.',
    })
  })

  test('200: by the calendar and the district of an office; one that names none has the State’s', async () => {
    const asked = { ...question, office: 'PLAIN' }
    expect((await officer.post('/v1/clocks/explain', asked)).at('/calendar')).toBe('state')
  })

  test('200: pauses and extensions', async () => {
    const said = { by: 'Head of office', reason: 'Papers are awaited' }
    const changes = [
      { what: 'pause', at: '2035-11-23T06:00:00.000Z', ...said },
      { what: 'resume', at: '2035-11-24T12:00:00.000Z', ...said },
      { what: 'extend', at: '2035-11-25T12:00:00.000Z', ...said, term: { amount: 2, unit: 'working-days' } },
    ]
    const reply = await officer.post('/v1/clocks/explain', { ...question, kind: 'reply', changes })
    expect(reply.at('/dueDay')).toBe('2035-11-28')
    const open = await officer.post('/v1/clocks/explain', {
      ...question,
      kind: 'reply',
      changes: changes.slice(0, 1),
    })
    expect([open.at('/dueAt'), open.at('/dueDay')]).toEqual([null, null])
  })

  const pauseOf = (at: string) => ({ what: 'pause', at, by: 'Head', reason: 'Fee' })
  test.each([
    ['422', { term: { amount: -1, unit: 'working-days' } }, 'clock-term-invalid'],
    ['422', { term: { amount: 1.5, unit: 'working-days' } }, 'clock-term-invalid'],
    ['422', { office: 'NONE' }, 'office-unknown'],
    ['422', { calendar: 'none' }, 'calendar-unknown'],
    ['422', { calendar: 'state', office: 'PLAIN' }, 'validation-failed'],
    ['422', { since: 'yesterday' }, 'validation-failed'],
    ['409', { changes: [pauseOf('2035-11-23T06:00:00.000Z')] }, 'clock-not-pausable'],
    ['422', { kind: 'reply', changes: [pauseOf('2035-11-23T05:00:00.000Z')] }, 'clock-change-too-early'],
    [
      '409',
      { kind: 'reply', changes: [pauseOf('2035-11-23T06:00:00.000Z'), pauseOf('2035-11-23T07:00:00.000Z')] },
      'clock-paused-already',
    ],
    [
      '409',
      { kind: 'reply', changes: [{ ...pauseOf('2035-11-23T06:00:00.000Z'), what: 'resume' }] },
      'clock-not-paused',
    ],
  ])('%s for %j: %s', async (status, more, code) => {
    const reply = await officer.post('/v1/clocks/explain', { ...question, ...more })
    expect([String(reply.status), reply.at('/code')]).toEqual([status, code])
  })

  test('401 for nobody known', async () => {
    expect((await api.anyone.post('/v1/clocks/explain', question)).status).toBe(401)
  })
})
