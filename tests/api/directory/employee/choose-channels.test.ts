import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildSeat } from '../../../support/builders'

let api: TestApi
let head: Client
let clerk: Client

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([buildSeat('RECV/HEAD', { role: 'head' })])
  head = await api.officer('head', ['RECV/HEAD'])
  clerk = await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())

const OWN = '/v1/employees/PEN-clerk'
const etagOf = async () => (await clerk.get(OWN)).headers.get('etag') ?? ''
const choose = async (by: Client, body: unknown, etag?: string) =>
  by.call('PUT', `${OWN}/channels`, body, { 'if-match': etag ?? (await etagOf()) })

describe('PUT /v1/employees/:pen/channels', () => {
  test('409 mobile-missing where there is no number to agree for; SMS can be chosen all the same', async () => {
    expect((await choose(clerk, { sms: true, whatsapp: true })).at('/code')).toBe('mobile-missing')
    expect((await choose(clerk, { sms: true, whatsapp: false })).status).toBe(200)
  })

  test('200: a number is kept as it is dialled from anywhere, and the consent with its instant, which the employee alone sees', async () => {
    const changed = await head.call('PATCH', OWN, { phone: '98470 12345' }, { 'if-match': await etagOf() })
    expect([changed.at('/phone'), changed.at('/channels')]).toEqual(['+919847012345', null])
    const before = await etagOf()
    const chosen = await choose(clerk, { sms: false, whatsapp: true })
    expect([chosen.status, chosen.at('/may/choose'), chosen.at('/channels/sms')]).toEqual([200, true, false])
    const since = chosen.at('/channels/whatsappSince') as string
    expect(Math.abs(Date.now() - Date.parse(since))).toBeLessThan(600_000)
    expect((await head.get(OWN)).at('/channels')).toBeNull()
    // The same again changes nothing.
    const again = await choose(clerk, { sms: false, whatsapp: true })
    expect([again.headers.get('etag'), again.at('/channels/whatsappSince')]).toEqual([
      chosen.headers.get('etag'),
      since,
    ])
    expect((await choose(clerk, { sms: true, whatsapp: true }, before)).at('/code')).toBe('version-stale')
    const entries = JSON.stringify(await api.repositories.audit.of('PEN-clerk'))
    expect(entries).toContain('whatsappSince')
    expect(entries).not.toContain('98470')
  })

  test('200: a consent that is taken back leaves no number', async () => {
    const reply = await choose(clerk, { sms: true, whatsapp: false })
    expect(reply.at('/channels')).toEqual({ sms: true, whatsappSince: null })
    expect(await api.repositories.employees.byPen('PEN-clerk')).toMatchObject({
      whatsappTo: '',
      whatsappSince: null,
    })
  })

  test('403 choice-not-own for everybody else, the head of the office too', async () => {
    expect((await choose(head, { sms: false, whatsapp: true })).at('/code')).toBe('choice-not-own')
  })

  test('404 for nobody, 428 without a version, 422 for anything but two answers', async () => {
    const choice = { sms: true, whatsapp: false }
    const headers = { 'if-match': '"1"' }
    expect((await clerk.call('PUT', '/v1/employees/NO/channels', choice, headers)).status).toBe(404)
    expect((await clerk.call('PUT', `${OWN}/channels`, choice)).status).toBe(428)
    expect((await choose(clerk, { sms: 'yes' })).status).toBe(422)
  })
})
