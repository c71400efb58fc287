import { openApi, PASSWORD, type TestApi } from '../../../support/api'
import { type Client, clientFor } from '../../../support/api-client'
import { buildSeat } from '../../../support/builders'

let api: TestApi
let admin: Client
let head: Client
let clerk: Client
const HOUR = 3600_000

beforeAll(async () => {
  api = await openApi()
  await api.repositories.seats.save([
    buildSeat('RECV/HEAD', { role: 'head' }),
    buildSeat('RECV/A'),
    buildSeat('SEND/HEAD', { role: 'head' }),
  ])
  admin = await api.officer('admin', [], ['admin'])
  head = await api.officer('head', ['RECV/HEAD'])
  clerk = await api.officer('clerk', ['RECV/TAPAL'])
})
afterAll(() => api.close())

let made = 0
async function newPen(by: Client = head, extra: object = {}): Promise<string> {
  const pen = `P-${(made += 1)}`
  const reply = await by.post('/v1/employees', { pen, name: `Person ${pen}`, ...extra })
  expect(reply.status).toBe(201)
  return pen
}

describe('POST /v1/employees', () => {
  test('201: an office head enters an employee, with contact', async () => {
    const reply = await head.post('/v1/employees', {
      pen: 'K-1',
      name: 'Anitha R.',
      nameMl: 'അനിത ആർ.',
      phone: '+91 471 2518000',
      email: 'anitha@office.invalid',
    })
    expect([reply.status, reply.headers.get('location'), reply.headers.get('etag')]).toEqual([
      201,
      '/v1/employees/K-1',
      '"1"',
    ])
    expect(reply.body).toEqual({
      pen: 'K-1',
      temporary: false,
      name: 'Anitha R.',
      nameMl: 'അനിത ആർ.',
      phone: '+914712518000',
      email: 'anitha@office.invalid',
      channels: null,
      suspendedFrom: null,
      hasLogin: false,
      version: 1,
      may: { change: true, choose: false },
    })
    expect((await head.get('/v1/employees/K-1')).body).toEqual(reply.body)
    // Whoever may not change it is told so, and shown no button.
    expect((await clerk.get('/v1/employees/K-1')).at('/may')).toEqual({ change: false, choose: false })
  })

  test('409 exists-already, 403 not-office-head, 422 validation-failed', async () => {
    expect((await head.post('/v1/employees', { pen: 'K-1', name: 'X' })).at('/code')).toBe('exists-already')
    expect((await clerk.post('/v1/employees', { pen: 'K-2', name: 'X' })).at('/code')).toBe('not-office-head')
    const bad = await head.post('/v1/employees', { pen: '', name: ' ', email: 'no', phone: 'x' })
    expect([bad.status, (bad.at('/errors') as { pointer: string }[]).map(({ pointer }) => pointer)]).toEqual([
      422,
      ['/pen', '/name', '/phone', '/email'],
    ])
  })
})

describe('PATCH /v1/employees/:pen', () => {
  test('200 on the version read; 412 on an older one; 428 without', async () => {
    const pen = await newPen()
    const patch = (version: string | null, name = 'Changed') =>
      head.call(
        'PATCH',
        `/v1/employees/${pen}`,
        { name },
        version === null ? {} : { 'if-match': `"${version}"` },
      )
    expect((await patch(null)).status).toBe(428)
    const changed = await patch('1')
    expect([changed.status, changed.at('/name'), changed.headers.get('etag')]).toEqual([
      200,
      'Changed',
      '"2"',
    ])
    expect((await patch('1')).at('/code')).toBe('version-stale')
    const entries = await api.repositories.audit.of(pen)
    // That the name changed is told, the name is not.
    expect(entries[1]).toMatchObject({ thing: 'employee', what: 'changed', after: { name: '…' } })
    expect(JSON.stringify(entries)).not.toMatch(/Changed|Person/)
  })

  test('404 for nobody; 403 for whoever is not over the seats of the employee', async () => {
    const headers = { 'if-match': '"1"' }
    expect((await head.call('PATCH', '/v1/employees/NO', { name: 'X' }, headers)).status).toBe(404)
    const other = await api.officer('other', ['SEND/HEAD'])
    const reply = await other.call('PATCH', '/v1/employees/PEN-clerk', { name: 'X' }, headers)
    expect(reply.at('/code')).toBe('not-office-head')
  })
})

describe('POST /v1/employees/:pen/number', () => {
  test('200: charges, account and session go on under the PEN; the past keeps its name', async () => {
    const pen = await newPen(head, { pen: 'TEMP-7', temporary: true, name: 'Newcomer' }).then(() => 'TEMP-7')
    await head.post(`/v1/employees/${pen}/join`, { seat: 'RECV/A', kind: 'additional' })
    const { code } = (await head.post(`/v1/employees/${pen}/sign-in-code`)).body as { code: string }
    const newcomer = clientFor(api.url)
    await newcomer.post('/v1/first-sign-in', { pen, code, login: 'newcomer', password: PASSWORD })
    expect((await head.get(`/v1/employees/${pen}`)).at('/hasLogin')).toBe(true)
    await newcomer.signIn('newcomer', PASSWORD)
    const tapal = await api.tapal(await api.dispatch(), { seat: 'RECV/A', state: 'acknowledged' })
    await newcomer.post(`/v1/tapals/${tapal.id}/opening`, { seat: 'RECV/A' })

    const reply = await head.post(`/v1/employees/${pen}/number`, { pen: '901234' })
    expect([reply.status, reply.at('/pen'), reply.at('/temporary')]).toEqual([200, '901234', false])
    expect((await head.post(`/v1/employees/${pen}/number`, { pen: '901234' })).body).toEqual(reply.body)
    expect((await newcomer.get('/v1/session')).at('/seats/0/id')).toBe('RECV/A')
    expect((await head.get('/v1/employees/TEMP-7')).at('/pen')).toBe('901234')
    expect((await head.get('/v1/employees/901234/charges')).at('/items/0/employee')).toBe('901234')
    expect((await head.get(`/v1/tapals/${tapal.id}`)).text).toContain('"holder":"Newcomer"')
  })

  test('409 not-temporary, and exists-already for a number that is given', async () => {
    const [one, two] = [await newPen(), await newPen(head, { temporary: true })]
    expect((await head.post(`/v1/employees/${one}/number`, { pen: '1' })).at('/code')).toBe('not-temporary')
    expect((await head.post(`/v1/employees/${two}/number`, { pen: one })).at('/code')).toBe('exists-already')
    expect((await head.get(`/v1/employees/${two}`)).at('/temporary')).toBe(true)
  })
})

describe('the first sign-in', () => {
  const login = () => `login-${made}`
  async function invited(seat = 'RECV/A'): Promise<{ pen: string; code: string }> {
    const pen = await newPen()
    await admin.post(`/v1/employees/${pen}/join`, { seat, kind: 'additional' })
    const reply = await admin.post(`/v1/employees/${pen}/sign-in-code`)
    expect([reply.status, reply.headers.get('cache-control')]).toEqual([201, 'no-store'])
    return { pen, code: String(reply.at('/code')) }
  }
  const open = (body: object) =>
    api.anyone.post('/v1/first-sign-in', { login: login(), password: PASSWORD, ...body })

  test('201: by number and code, however it is typed; the account is an officer’s and the session open', async () => {
    const { pen, code } = await invited()
    const reply = await open({ pen, code: ` ${code.toLowerCase().replace('-', ' ')} ` })
    expect([reply.status, reply.at('/account/roles'), reply.at('/seats/0/id')]).toEqual([
      201,
      ['officer'],
      'RECV/A',
    ])
    expect(reply.headers.get('set-cookie')).toContain('kcs-session=')
    expect((await clientFor(api.url).signIn(login(), PASSWORD)).status).toBe(201)
  })

  test('401 sign-in-code-wrong: used up, replaced, too old, wrong, or of nobody; all alike', async () => {
    const used = await invited()
    await open(used)
    const replaced = await invited()
    await admin.post(`/v1/employees/${replaced.pen}/sign-in-code`)
    const old = await invited()
    api.advance(73 * HOUR)
    const refused = [used, replaced, old, { pen: 'NOBODY', code: '00000-00000' }]
    const replies = await Promise.all(refused.map(open))
    for (const reply of replies) {
      expect([reply.status, reply.at('/code')]).toEqual([401, 'sign-in-code-wrong'])
      expect(reply.at('/detail')).toBe(replies[0]!.at('/detail'))
    }
    for (const client of [admin, head, clerk]) await client.signIn(nameOf(client), PASSWORD)
  })

  test('a code ends after five wrong tries, from wherever they come', async () => {
    const { pen, code } = await invited()
    for (let n = 0; n < 5; n += 1) await api.repositories.signInCodes.toTry(pen, api.now())
    expect((await open({ pen, code })).at('/code')).toBe('sign-in-code-wrong')
  })

  test('429 rate-limited: one address tries no further', async () => {
    const pen = 'GUESSED'
    for (let n = 0; n < 5; n += 1) await open({ pen, code: '11111-11111' })
    const reply = await open({ pen, code: '11111-11111' })
    expect([reply.status, reply.at('/code')]).toEqual([429, 'rate-limited'])
  })

  test('two who use one code at once get one account', async () => {
    const { pen, code } = await invited()
    const replies = await Promise.all(['one', 'two'].map((n) => open({ pen, code, login: `race-${n}` })))
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 401])
  })

  test('409 login-taken leaves the code; 422 for a short password', async () => {
    const { pen, code } = await invited()
    expect((await open({ pen, code, password: 'short' })).status).toBe(422)
    for (let n = 0; n < 6; n += 1)
      expect((await open({ pen, code, login: 'CLERK' })).at('/code')).toBe('login-taken')
    expect((await open({ pen, code })).status).toBe(201)
  })

  test('the code is nowhere kept, nor logged', async () => {
    const { pen, code } = await invited()
    const kept = await api.database.collection('signInCodes').findOne({ _id: pen as never })
    expect(JSON.stringify(kept) + api.log.join('')).not.toContain(code.replace('-', ''))
    expect(JSON.stringify(await api.repositories.audit.of(pen))).not.toContain(code)
  })

  test('codes of heads are the administrator’s to give, of the others the head’s', async () => {
    const boss = await newPen()
    await admin.post(`/v1/employees/${boss}/join`, { seat: 'RECV/HEAD', kind: 'additional' })
    const give = (by: Client, pen: string) => by.post(`/v1/employees/${pen}/sign-in-code`)
    expect((await give(head, boss)).at('/code')).toBe('not-office-admin')
    expect((await give(admin, boss)).status).toBe(201)
    const one = await newPen()
    expect((await give(head, one)).at('/code')).toBe('seatless')
    await head.post(`/v1/employees/${one}/join`, { seat: 'RECV/A', kind: 'additional' })
    expect((await give(clerk, one)).at('/code')).toBe('not-office-head')
    expect((await give(head, one)).status).toBe(201)
    // Who also sits elsewhere is not the head's alone: the code would open that seat too.
    await admin.post(`/v1/employees/${one}/join`, { seat: 'SEND/SO', kind: 'additional' })
    expect((await give(head, one)).at('/code')).toBe('not-office-head')
    expect((await give(head, 'PEN-clerk')).at('/code')).toBe('signed-in-before')
    expect((await give(head, 'NOBODY')).status).toBe(404)
  })

  function nameOf(client: Client): string {
    return client === admin ? 'admin' : client === head ? 'head' : 'clerk'
  }
})
