import { noticesFor } from '../../../../domain/letters/notice/plan'
import { createHmac, randomBytes } from 'node:crypto'
import { desksOf } from '../../../../api/routes/letters/tapal/history'
import { MAX_EVENTS } from '../../../../domain/letters/tapal/change'
import { openApi, type TestApi } from '../../../support/api'
import { signedHeaders } from '../../../../connectors/push/signature'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import { DEFAULT_BACK_OFF } from '../../../../domain/letters/delivery/back-off'
import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import type { TapalEvent } from '../../../../domain/letters/tapal/event'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { sealedSettings } from '../../../../services/letters/endpoint/settings'
import { until } from '../../../support/until'

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

describe('POST /v1/callbacks/:endpointId', () => {
  let api: TestApi
  beforeAll(async () => {
    api = await openApi()
    const { secrets } = api.deps
    const sealed = { sealedSettings: sealedSettings(secrets, { secret: SECRET }) }
    // As it was stored before the settings of an endpoint were one object.
    const sealedBefore = { sealedSecret: secrets.seal(SECRET), sealedToken: '' }
    for (const [id, mechanism, secrets] of [
      ['cdit', 'push', sealed],
      ['other', 'push', sealedBefore],
      ['eoffice', 'eoffice', sealed],
      ['email', 'email', {}],
    ] as const)
      await api.repositories.endpoints.save({
        id,
        mechanism,
        agent: `agent-${id}`,
        address: '',
        ...secrets,
        backOff: DEFAULT_BACK_OFF,
        concurrency: 1,
      })
  })
  afterAll(() => api.close())

  const lying = async (overrides: Partial<Tapal> = {}) =>
    api.tapal(await api.dispatch(), { mechanism: 'push', endpoint: 'cdit', inwardNumber: null, ...overrides })
  const rowOf = async ({ id }: Tapal) => (await api.repositories.tapals.byId(id))!
  const call = (reports: object[], options: { endpoint?: string; secret?: string; at?: Date } = {}) => {
    const body = JSON.stringify({ reports })
    const headers = signedHeaders(
      options.secret ?? SECRET,
      randomBytes(8).toString('hex'),
      options.at ?? api.now(),
      body,
    )
    return api.anyone.post(`/v1/callbacks/${options.endpoint ?? 'cdit'}`, body, {
      'content-type': 'application/json',
      ...headers,
    })
  }
  let reports = 0
  const report = (tapal: Tapal, kind: string, more: object = {}) => ({
    key: `r-${(reports += 1)}`,
    deliveryKey: deliveryKey(tapal.id),
    at: api.now().toISOString(),
    kind,
    ...more,
  })
  const taken = (tapal: Tapal, number = 'CDIT/5') =>
    report(tapal, 'acknowledged', { diaryNumber: number, diaryDate: dayInKerala(api.now()) })

  test('200: an acknowledgement is taken, and the run is told', async () => {
    const tapal = await lying()
    const reply = await call([taken(tapal)])
    expect([reply.status, reply.body]).toEqual([200, { accepted: 1 }])
    const row = await rowOf(tapal)
    expect(row).toMatchObject({ state: 'acknowledged', owes: false, diary: { number: 'CDIT/5' } })
    expect(row.events.at(-1)?.actor).toEqual({ kind: 'agent', agent: 'agent-cdit' })
    await until(() => api.runs.calls.some(({ subject }) => subject === tapal.dispatch), {
      what: 'the signal',
    })
  })

  test('200: movements stand in the trace, and the first after the acknowledgement begins the work', async () => {
    const tapal = await lying()
    const desk = (to: string, from?: string) => ({ desk: { to, ...(from ? { from } : {}) } })
    await call([
      taken(tapal),
      report(tapal, 'opened'),
      report(tapal, 'movement', desk('Section A', 'Tapal')),
      report(tapal, 'filed', { desk: { to: 'Section A', file: 'A/12/2026' } }),
      report(tapal, 'closed'),
    ])
    const row = await rowOf(tapal)
    expect(row.state).toBe('closed')
    expect(row.events.slice(2).map(({ kind, to, cause }) => [kind, to, cause])).toEqual([
      ['state', 'acknowledged', 'acknowledged-by-agent'],
      ['state', 'opened', 'opened-at-agent'],
      ['movement', 'opened', 'marked'],
      ['state', 'in-process', 'marked'],
      ['movement', 'in-process', 'put-in-file'],
      ['state', 'closed', 'closed-by-agent'],
    ])
  })

  test('200: the secret of an endpoint that was stored in the older form is read', async () => {
    const tapal = await lying({ endpoint: 'other' })
    expect((await call([taken(tapal)], { endpoint: 'other' })).body).toEqual({ accepted: 1 })
  })

  test('422 callback-invalid: a system that sends no call-backs', async () => {
    const reply = await call([taken(await lying())], { endpoint: 'email' })
    expect([reply.status, reply.at('/code')]).toEqual([422, 'callback-invalid'])
  })

  test('200: a repeated report is taken once, whatever was repeated', async () => {
    const tapal = await lying()
    const all = [
      taken(tapal),
      report(tapal, 'movement', { desk: { to: 'A' } }),
      report(tapal, 'returned', { reason: 'no' }),
    ]
    await call(all)
    const first = await rowOf(tapal)
    for (let n = 0; n < 3; n += 1) expect((await call(all)).body).toEqual({ accepted: 3 })
    expect(await rowOf(tapal)).toEqual(first)
  })

  test('200: what an agent only tells before the acknowledgement is kept as a fact', async () => {
    const tapal = await lying()
    await call([report(tapal, 'movement', { desk: { to: 'Tapal section' } }), report(tapal, 'opened')])
    const row = await rowOf(tapal)
    expect([row.state, row.events.slice(2).map(({ cause }) => cause)]).toEqual([
      'delivered',
      ['marked', 'opened-at-agent'],
    ])
  })

  test('200: a refusal with its reason and the right office', async () => {
    const tapal = await lying()
    await call([
      report(tapal, 'refused', { code: 'not-for-this-office', reason: 'Not ours', rightOffice: 'SEND' }),
    ])
    expect(await rowOf(tapal)).toMatchObject({
      state: 'refused',
      owes: false,
      refusal: { code: 'not-for-this-office', reason: 'Not ours', rightOffice: 'SEND' },
    })
  })

  test('200: a time in the future, or before the tapal, is taken as now', async () => {
    const tapal = await lying()
    const early = { ...report(tapal, 'movement', { desk: { to: 'A' } }), at: '2001-01-01T00:00:00.000Z' }
    const late = { ...report(tapal, 'movement', { desk: { to: 'B' } }), at: '2099-01-01T00:00:00.000Z' }
    await call([early, late])
    const [a, b] = (await rowOf(tapal)).events.slice(2)
    for (const event of [a!, b!])
      expect(Math.abs(event.at.getTime() - api.now().getTime())).toBeLessThan(60_000)
  })

  test('200: e-Office signs in its own way', async () => {
    const tapal = await lying({ endpoint: 'eoffice', mechanism: 'eoffice' })
    const body = JSON.stringify({
      events: [
        {
          eventId: 'e-1',
          kcsKey: deliveryKey(tapal.id),
          when: api.now().toISOString(),
          type: 'DIARISED',
          diaryNo: '77',
          diaryDate: dayInKerala(api.now()).split('-').reverse().join('/'),
        },
      ],
    })
    const time = String(Math.floor(api.now().getTime() / 1000))
    const signature = `sha256=${createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex')}`
    const headers = {
      'content-type': 'application/json',
      'x-eoffice-time': time,
      'x-eoffice-signature': signature,
    }
    const reply = await api.anyone.post('/v1/callbacks/eoffice', body, headers)
    expect([reply.status, reply.body]).toEqual([200, { accepted: 1 }])
    expect((await rowOf(tapal)).diary?.number).toBe('77')
  })

  test('200: an office that had it before it was taken back keeps its number, and the sender is told', async () => {
    const tapal = await lying({ state: 'recalled', withdrawOwed: true, owes: false })
    expect((await call([taken(tapal, 'PY/216')])).status).toBe(200)
    const row = await rowOf(tapal)
    expect(row).toMatchObject({ state: 'acknowledged', withdrawOwed: false, diary: { number: 'PY/216' } })
    const notices = noticesFor(row, row.events.at(-1)!, () => undefined)
    expect(notices).toMatchObject([{ kind: 'not-taken-back', seat: row.sender.seat }])
  })

  test.each([
    ['in one call', (all: object[]) => [all]],
    ['in one call each', (all: object[]) => all.map((one) => [one])],
  ] as const)(
    '200: reports that come late and out of order, %s: the greatest state and the newest desk hold',
    async (_how, calls) => {
      const tapal = await lying({ createdAt: new Date(api.now().getTime() - 3_600_000) })
      const at = (minutes: number) => ({ at: new Date(api.now().getTime() - minutes * 60_000).toISOString() })
      const told = [
        { ...report(tapal, 'closed'), ...at(5) },
        { ...report(tapal, 'movement', { desk: { to: 'B' } }), ...at(6) },
        { ...report(tapal, 'opened'), ...at(8) },
        { ...taken(tapal, 'D/9'), ...at(9) },
        { ...report(tapal, 'movement', { desk: { to: 'A' } }), ...at(7) },
      ]
      for (const reports of calls(told)) expect((await call(reports)).status).toBe(200)
      const row = await rowOf(tapal)
      expect(row).toMatchObject({ state: 'closed', owes: false, diary: { number: 'D/9' } })
      expect(desksOf(row.events, api.now()).map(({ to }) => to)).toEqual(['A', 'B'])
    },
  )

  test('422 report-key-reused: another report under a key; the same again is 200, and nothing is half done', async () => {
    const tapal = await lying()
    const key = 'L/216'
    const first = { ...taken(tapal, 'L/216'), key }
    expect((await call([first])).status).toBe(200)
    expect((await call([{ ...first, at: api.now().toISOString() }])).status).toBe(200)
    for (const other of [report(tapal, 'movement', { desk: { to: 'A' } }), report(tapal, 'closed')]) {
      const reply = await call([{ ...other, key }])
      expect([reply.status, reply.at('/errors/0/code')]).toEqual([422, 'report-key-reused'])
    }
    expect(await rowOf(tapal)).toMatchObject({ state: 'acknowledged', sequence: tapal.sequence + 1 })
  })

  test('200: what was kept before its digest was counts as a repeat', async () => {
    const actor = { kind: 'agent', agent: 'agent-cdit' } as const
    const old: TapalEvent = {
      ...{ sequence: 3, kind: 'movement', from: 'delivered', to: 'delivered', cause: 'marked', actor },
      ...{ at: api.now(), key: 'old', desk: { to: 'A' } },
    }
    const base = await lying()
    const tapal = await lying({ sequence: 3, events: [...base.events, old] })
    const reply = await call([{ ...report(tapal, 'movement', { desk: { to: 'B' } }), key: 'old' }])
    expect(reply.status).toBe(200)
    expect((await rowOf(tapal)).sequence).toBe(3)
  })

  test('200 condensed: a report for which older entries of a very long trace gave way', async () => {
    const base = await lying()
    const entry = { ...base.events[0]!, kind: 'movement', cause: 'marked', desk: { to: 'A' } } as const
    const events = Array.from({ length: MAX_EVENTS + 1 }, (_, i) => ({ ...entry, sequence: i + 1 }))
    const tapal = await lying({ sequence: events.length, events })
    const reply = await call([report(tapal, 'movement', { desk: { to: 'B' } })])
    expect([reply.status, reply.body]).toEqual([200, { accepted: 1, condensed: 1 }])
    expect((await rowOf(tapal)).events.at(-1)?.desk?.to).toBe('B')
  })

  test('422 callback-invalid names what was refused; the others are taken', async () => {
    const good = await lying()
    const recalled = await lying({ state: 'recalled', attempts: 0 })
    const foreign = await lying({ endpoint: 'other' })
    const otherwise = await lying()
    await call([taken(otherwise, 'FIRST')])
    const reply = await call([taken(recalled), taken(foreign), taken(otherwise, 'SECOND'), taken(good)])
    expect([reply.status, reply.at('/code')]).toEqual([422, 'callback-invalid'])
    expect(reply.at('/errors')).toMatchObject([
      { pointer: '/reports/0', code: 'not-acknowledgeable' },
      { pointer: '/reports/1', code: 'tapal-unknown' },
      { pointer: '/reports/2', code: 'acknowledged-otherwise' },
    ])
    expect((await rowOf(good)).state).toBe('acknowledged')
    expect((await rowOf(foreign)).state).toBe('delivered')
  })

  test('422 callback-invalid: reports that cannot be read are named with their places; the others are taken', async () => {
    const good = await lying()
    const reply = await call([{ kind: 'nonsense' }, { ...taken(good), diaryNumber: ' ' }, taken(good)])
    expect([reply.status, reply.at('/code')]).toEqual([422, 'callback-invalid'])
    expect(reply.at('/detail')).toBe('1 of 3 reports were taken.')
    expect(reply.at('/errors')).toEqual([
      {
        pointer: '/reports/0/kind',
        detail: 'must be acknowledged or opened or movement or filed or closed or refused or returned',
      },
      { pointer: '/reports/1/diaryNumber', detail: 'must not be empty' },
    ])
    expect((await rowOf(good)).state).toBe('acknowledged')
  })

  test('422 callback-invalid: a body that cannot be read at all, and nothing of it is taken', async () => {
    const reply = await call([])
    expect([reply.status, reply.at('/code')]).toEqual([422, 'callback-invalid'])
    expect(reply.at('/detail')).toMatch(/No report was taken\.$/)
    expect(reply.at('/errors')).toEqual([{ pointer: '/reports', detail: 'must not be empty' }])
  })

  test('200: null for what is left out, and members that are not known, are passed over', async () => {
    const tapal = await lying()
    const reply = await call([{ ...taken(tapal), diaryDate: null, desk: null, ofLater: { a: 1 } }])
    expect([reply.status, reply.body]).toEqual([200, { accepted: 1 }])
  })

  test('415 media-type-unsupported: what does not say that it is JSON', async () => {
    const reply = await api.anyone.post('/v1/callbacks/cdit', '{}', { 'content-type': 'text/plain' })
    expect([reply.status, reply.at('/code')]).toEqual([415, 'media-type-unsupported'])
  })

  test.each([
    ['the secret of another', { secret: `whsec_${Buffer.alloc(32, 9).toString('base64')}` }],
    ['an endpoint that is not there', { endpoint: 'nowhere' }],
  ])('401 signature-invalid: %s', async (_what, options) => {
    const tapal = await lying()
    const reply = await call([taken(tapal)], options)
    expect([reply.status, reply.at('/code')]).toEqual([401, 'signature-invalid'])
    expect((await rowOf(tapal)).state).toBe('delivered')
  })

  test('401 timestamp-out-of-tolerance: six minutes old', async () => {
    const reply = await call([taken(await lying())], { at: new Date(api.now().getTime() - 360_000) })
    expect([reply.status, reply.at('/code')]).toEqual([401, 'timestamp-out-of-tolerance'])
  })

  test('413 body-too-large', async () => {
    const reply = await api.anyone.post('/v1/callbacks/cdit', 'x'.repeat(1_100_000), {
      'content-type': 'application/json',
    })
    expect([reply.status, reply.at('/code')]).toEqual([413, 'body-too-large'])
  })
})
