import { createHmac } from 'node:crypto'
import { ulid } from 'ulid'
import type { TestApi } from '../../../support/api'
import { until } from '../../../support/until'
import { deliveryKey } from '../../../../domain/letters/tapal/keys'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import { type CallbackRig, openCallbacks, report, SECRET, taken } from './callbacks'
import { pauseEndpoint } from '../../../support/pause-endpoint'

describe('POST /v1/callbacks/:endpointId', () => {
  let rig: CallbackRig
  let api: TestApi
  beforeAll(async () => {
    rig = await openCallbacks()
    api = rig.api
  })
  afterAll(() => api.close())
  const lying: CallbackRig['lying'] = (...overrides) => rig.lying(...overrides)
  const rowOf: CallbackRig['rowOf'] = (tapal) => rig.rowOf(tapal)
  const call: CallbackRig['call'] = (...call) => rig.call(...call)

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

  describe('a call of a system whose endpoint is paused', () => {
    const probes = () => api.runs.calls.filter(({ call }) => call === 'signalWithStart endpoint resumed')
    const pause = async (by: 'kcs' | 'operator') => {
      await api.repositories.endpoints.open('cdit')
      await pauseEndpoint(api.repositories, 'cdit', by, 'down', new Date())
      api.runs.calls.length = 0
    }
    afterAll(() => api.repositories.endpoints.open('cdit'))

    test('has it probed at once, and not at each call', async () => {
      await pause('kcs')
      for (let i = 0; i < 3; i += 1) await call([taken(await lying())])
      await until(() => probes().length > 0, { what: 'the word to the run of the endpoint' })
      await call([taken(await lying())])
      expect(probes().map(({ subject }) => subject)).toEqual(['cdit'])
    })

    test('changes nothing where an operator paused it, or where its signature is wrong', async () => {
      await pause('operator')
      await call([taken(await lying())])
      await pause('kcs')
      await call([taken(await lying())], { secret: SECRET.replace('B', 'C') })
      await pause('operator')
      const tapal = await lying()
      await call([taken(tapal)])
      await until(() => api.runs.calls.some(({ subject }) => subject === tapal.dispatch), {
        what: 'the signal',
      })
      expect(probes()).toEqual([])
    })
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

  test('422 tapal-unknown: of a letter of another system nothing is taken, and nothing shows that there is one', async () => {
    const foreign = await lying({ endpoint: 'other' })
    const nobodys = { ...foreign, id: ulid() }
    const before = await rowOf(foreign)
    const answers = []
    for (const tapal of [foreign, nobodys])
      for (const kind of ['acknowledged', 'refused', 'movement', 'closed'] as const) {
        const more = { diaryNumber: 'C/9', code: 'other', reason: 'no', desk: { to: 'A' } }
        const reply = await call([report(tapal, kind, more)])
        answers.push([reply.status, reply.at('/errors/0/code'), reply.at('/errors/0/detail')])
      }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.slice(0, 2)).toEqual([422, 'tapal-unknown'])
    expect(await rowOf(foreign)).toEqual(before)
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
