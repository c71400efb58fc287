import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { Client } from '../../../support/api-client'
import { openApi, type TestApi } from '../../../support/api'
import { until } from '../../../support/until'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

describe('acts on a tapal', () => {
  let api: TestApi
  let holder: Client
  let head: Client
  let agent: Client
  let stranger: Client
  let colleague: Client
  let dispatch: Dispatch
  beforeAll(async () => {
    api = await openApi()
    holder = await api.officer('holder', ['RECV/TAPAL'])
    head = await api.officer('head', ['RECV/HEAD'])
    colleague = await api.officer('colleague', ['RECV/HEAD'])
    stranger = await api.officer('stranger', ['SEND/US'])
    agent = await api.agent('recv-agent', ['RECV'])
  })
  afterAll(() => api.close())
  beforeEach(async () => {
    dispatch = await api.dispatch()
    api.runs.calls.length = 0
  })
  const lying = (overrides: Partial<Tapal> = {}) => api.tapal(dispatch, overrides)
  const signals = () => api.runs.calls.filter(({ subject }) => subject === dispatch.id)
  const foreign = async (client: Client) => {
    const other = await api.dispatch({ sender: { office: 'OTHER', seat: 'OTHER/SO', holder: null } })
    const tapal = await api.tapal(other)
    return { client, tapal }
  }

  describe('POST /v1/tapals/:id/acknowledgement', () => {
    const take = (client: Client, tapal: Tapal, body: object = {}) =>
      client.post(`/v1/tapals/${tapal.id}/acknowledgement`, {
        seat: 'RECV/TAPAL',
        diaryNumber: 'D-17/2026',
        ...body,
      })

    test('200: taken with the diary number of the office, and the run is told how many still owe', async () => {
      const tapal = await lying()
      await lying({ seat: 'RECV/OTHER' })
      const today = dayInKerala(api.now())
      const reply = await take(holder, tapal, { diaryDate: today })
      expect(reply.status).toBe(200)
      expect(reply.body).toMatchObject({
        id: tapal.id,
        state: 'acknowledged',
        diary: { number: 'D-17/2026', date: today },
        dueAt: null,
        acts: ['opening'],
      })
      expect(reply.at('/history/2')).toMatchObject({
        sequence: 3,
        kind: 'state',
        from: 'delivered',
        state: 'acknowledged',
        cause: 'acknowledged-by-seat',
        actor: { kind: 'seat', seat: 'RECV/TAPAL', designation: 'Section Officer', holder: 'Name of holder' },
      })
      const told = await until(() => signals()[0], { what: 'the signal' })
      expect(told).toEqual({
        call: 'signal dispatch acknowledged',
        subject: dispatch.id,
        args: [{ outstanding: 1 }],
      })
    })

    test('200: a repeat with the same number returns the same and changes nothing', async () => {
      const tapal = await lying()
      const first = await take(holder, tapal)
      const again = await take(holder, tapal)
      expect(again.status).toBe(200)
      expect({ ...(again.body as object), ageSeconds: 0 }).toEqual({
        ...(first.body as object),
        ageSeconds: 0,
      })
      const row = await api.repositories.tapals.byId(tapal.id)
      expect(row?.sequence).toBe(3)
    })

    test('200: without a number where KCS allotted the inward number', async () => {
      const tapal = await lying({ inwardNumber: 'RECV/IN/2026/000031' })
      const reply = await take(holder, tapal, { diaryNumber: undefined })
      expect([reply.status, reply.at('/diary/number')]).toEqual([200, 'RECV/IN/2026/000031'])
    })

    test('200: by the seat it has escalated to', async () => {
      const tapal = await lying({ escalatedTo: ['RECV/HEAD'], level: 1 })
      const reply = await take(head, tapal, { seat: 'RECV/HEAD' })
      expect([reply.status, reply.at('/history/2/actor/seat')]).toEqual([200, 'RECV/HEAD'])
    })

    test('200: by the agent that serves the office', async () => {
      const reply = await take(agent, await lying())
      expect([reply.status, reply.at('/history/2/cause')]).toEqual([200, 'acknowledged-by-agent'])
      expect(reply.at('/history/2/actor')).toEqual({ kind: 'agent', agent: 'recv-agent' })
    })

    test.each(['failed', 'expired'] as const)('200: a late truth after %s is taken', async (state) => {
      const reply = await take(holder, await lying({ state, deliveredAt: null }))
      expect([reply.status, reply.at('/state')]).toEqual([200, 'acknowledged'])
    })

    test('200 for one and 409 for the other of two numbers at once', async () => {
      const tapal = await lying({ escalatedTo: ['RECV/HEAD'] })
      const replies = await Promise.all([
        take(holder, tapal, { diaryNumber: 'A' }),
        take(head, tapal, { seat: 'RECV/HEAD', diaryNumber: 'B' }),
      ])
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    })

    test('409 acknowledged-otherwise: another number', async () => {
      const tapal = await lying()
      await take(holder, tapal)
      const reply = await take(holder, tapal, { diaryNumber: 'D-18/2026' })
      expect([reply.status, reply.at('/code')]).toEqual([409, 'acknowledged-otherwise'])
    })

    test.each(['recalled', 'cancelled', 'refused'] as const)(
      '409 not-acknowledgeable: it is %s',
      async (state) => {
        const reply = await take(holder, await lying({ state }))
        expect([reply.status, reply.at('/code')]).toEqual([409, 'not-acknowledgeable'])
      },
    )

    test('403 seat-not-held: a colleague it has not escalated to', async () => {
      const tapal = await lying()
      for (const seat of ['RECV/TAPAL', 'RECV/HEAD']) {
        const reply = await take(colleague, tapal, { seat })
        expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
      }
    })

    test('403 seat-not-held: the sender', async () => {
      const reply = await take(stranger, await lying())
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })

    test('404 tapal-unknown: the tapal of other offices, and one that is not there', async () => {
      const { tapal } = await foreign(stranger)
      for (const id of [tapal.id, '01ARZ3NDEKTSV4RRFFQ69G5FAV']) {
        const reply = await take(stranger, { ...tapal, id })
        expect([reply.status, reply.at('/code')]).toEqual([404, 'tapal-unknown'])
      }
    })

    test.each([
      ['no number where none was allotted', {}, '/diaryNumber'],
      ['a date in the future', { diaryNumber: 'D', diaryDate: '2999-01-01' }, '/diaryDate'],
      ['a date that is none', { diaryNumber: 'D', diaryDate: '2026-13-01' }, '/diaryDate'],
      ['a number of two lines', { diaryNumber: 'D\n1' }, '/diaryNumber'],
    ])('422 validation-failed: %s', async (_what, body, pointer) => {
      const tapal = await lying({ inwardNumber: null })
      const reply = await holder.post(`/v1/tapals/${tapal.id}/acknowledgement`, {
        seat: 'RECV/TAPAL',
        ...body,
      })
      expect([reply.status, reply.at('/code'), reply.at('/errors/0/pointer')]).toEqual([
        422,
        'validation-failed',
        pointer,
      ])
    })

    test('422 field-unknown', async () => {
      const reply = await take(holder, await lying(), { state: 'closed' })
      expect([reply.status, reply.at('/code')]).toEqual([422, 'field-unknown'])
    })

    test('403 cross-site without the token of the session', async () => {
      const tapal = await lying()
      const body = { seat: 'RECV/TAPAL', diaryNumber: 'D' }
      const reply = await holder.post(`/v1/tapals/${tapal.id}/acknowledgement`, body, { 'x-csrf-token': '' })
      expect([reply.status, reply.at('/code')]).toEqual([403, 'cross-site'])
    })

    test('no signal while more than 50 owe, so that a circular does not fill the history', async () => {
      const tapal = await lying()
      for (let n = 0; n < 51; n += 1) await lying({ seat: `RECV/S${n}` })
      await take(holder, tapal)
      await api.api.settled(5_000)
      expect(signals()).toEqual([])
    })

    test('Temporal down changes nothing for who acknowledges', async () => {
      api.runs.down = true
      const reply = await take(holder, await lying())
      api.runs.down = false
      expect(reply.status).toBe(200)
    })
  })

  describe('POST /v1/tapals/:id/opening', () => {
    const open = (client: Client, id: string) =>
      client.post(`/v1/tapals/${id}/opening`, { seat: 'RECV/TAPAL' })

    test('200: the holder has read it; a repeat returns the same', async () => {
      const tapal = await lying({ state: 'acknowledged', diary: { number: 'D', date: new Date() } })
      const first = await open(holder, tapal.id)
      expect([first.status, first.at('/state')]).toEqual([200, 'opened'])
      const again = await open(holder, tapal.id)
      expect([again.status, again.at('/sequence')]).toEqual([200, first.at('/sequence')])
    })

    test('409 not-openable: it is not acknowledged yet', async () => {
      const reply = await open(holder, (await lying()).id)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-openable'])
    })

    test('403 seat-not-held', async () => {
      const reply = await open(colleague, (await lying({ state: 'acknowledged' })).id)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })
  })

  describe('POST /v1/tapals/:id/refusal', () => {
    const refuse = (client: Client, id: string, body: object = {}) =>
      client.post(`/v1/tapals/${id}/refusal`, {
        seat: 'RECV/TAPAL',
        code: 'not-for-this-office',
        reason: 'Meant for the district office',
        rightOffice: 'SEND',
        ...body,
      })

    test('200: refused with its reason; nothing is owed any more, and the run is told', async () => {
      const tapal = await lying()
      const reply = await refuse(holder, tapal.id)
      expect(reply.status).toBe(200)
      expect(reply.body).toMatchObject({
        state: 'refused',
        refusal: {
          code: 'not-for-this-office',
          reason: 'Meant for the district office',
          rightOffice: 'SEND',
        },
        acts: [],
      })
      expect(reply.at('/history/2')).toMatchObject({
        cause: 'refused-by-office',
        code: 'not-for-this-office',
      })
      await until(() => signals()[0], { what: 'the signal' })
      expect((await refuse(holder, tapal.id)).status).toBe(200)
    })

    test('409 not-refusable: it was acknowledged', async () => {
      const reply = await refuse(holder, (await lying({ state: 'acknowledged' })).id)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-refusable'])
    })

    test('409 not-refusable: it was refused for another reason', async () => {
      const tapal = await lying()
      await refuse(holder, tapal.id)
      const reply = await refuse(holder, tapal.id, { code: 'unreadable' })
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-refusable'])
    })

    test('422 validation-failed: a code that is none, or no reason', async () => {
      const tapal = await lying()
      for (const body of [{ code: 'because' }, { reason: '  ' }]) {
        const reply = await refuse(holder, tapal.id, body)
        expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
      }
    })

    test('the reason is in no line of the log and in no word to Temporal', async () => {
      await refuse(holder, (await lying()).id)
      await api.api.settled(5_000)
      expect(api.log.join('') + JSON.stringify(api.runs.calls)).not.toContain('district office')
    })
  })
})
