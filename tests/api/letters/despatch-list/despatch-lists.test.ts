import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { pdfText } from '../../../support/pdf'
import { until } from '../../../support/until'
import { dayInKerala } from '../../../../domain/common/clock/ist'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

describe('print and post', () => {
  let api: TestApi
  let clerk: Client
  let today: string
  beforeAll(async () => {
    api = await openApi()
    clerk = await api.officer('clerk', ['SEND/US'])
    today = dayInKerala(api.now())
  })
  afterAll(() => api.close())
  const listed = async (overrides: Partial<Tapal> = {}) => {
    const tapal = await api.tapal(await api.dispatch({ subject: 'By post' }), {
      mechanism: 'print',
      state: 'handed-over',
      deliveredAt: null,
      dueAt: null,
      ...overrides,
    })
    await api.repositories.despatchLists.enlist([{ tapalId: tapal.id, senderOffice: 'SEND' }], api.now())
    return tapal
  }
  const enter = (client: Client, tapalId: string, postalNumber = 'RL-1234') =>
    client.post('/v1/despatch-lists/postal-numbers', { tapalId, postalNumber })

  test('GET /v1/despatch-lists 200: the list of the day in the order of entry', async () => {
    const tapal = await listed()
    const reply = await clerk.get(`/v1/despatch-lists?office=SEND&day=${today}`)
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      office: 'SEND',
      day: today,
      entries: [
        {
          tapalId: tapal.id,
          serial: 1,
          despatchNumber: 'SEND/DS/2026/000001',
          addressee: { name: 'Office RECV', nameMl: 'ഓഫീസ് RECV', address: 'Thiruvananthapuram' },
          subject: 'By post',
          enclosures: 0,
          postalNumber: null,
        },
      ],
    })
    // One that is being listed at this moment is not shown before its row says so.
    await listed({ state: 'routed' })
    expect((await clerk.get('/v1/despatch-lists?office=SEND')).body).toEqual(reply.body)
  })

  test('GET /v1/despatch-lists/pdf 200: the same on paper', async () => {
    const { id } = await listed()
    await enter(clerk, id, 'RL-77')
    const response = await fetch(`${api.url}/v1/despatch-lists/pdf?office=SEND`, { headers: clerk.headers })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    const text = pdfText(Buffer.from(await response.arrayBuffer()))
    expect(text).toContain('RL-77')
    expect(text).toContain('By post')
  })

  test('403 seat-not-held, office-not-served: the list of another office', async () => {
    const other = await api.officer('other', ['RECV/TAPAL'])
    expect((await other.get('/v1/despatch-lists?office=SEND')).at('/code')).toBe('seat-not-held')
    const agent = await api.agent('recv', ['RECV'])
    const reply = await agent.get('/v1/despatch-lists?office=SEND')
    expect([reply.status, reply.at('/code')]).toEqual([403, 'office-not-served'])
  })

  test('400 parameter-invalid: a day that is none', async () => {
    const reply = await clerk.get('/v1/despatch-lists?office=SEND&day=2026-02-31')
    expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
  })

  describe('POST /v1/despatch-lists/postal-numbers', () => {
    test('200: the letter counts as delivered, its clock starts and the run is told when it is due', async () => {
      const tapal = await listed()
      const reply = await enter(clerk, tapal.id)
      expect([reply.status, reply.body]).toEqual([
        200,
        { tapalId: tapal.id, postalNumber: 'RL-1234', state: 'delivered' },
      ])
      const row = (await api.repositories.tapals.byId(tapal.id))!
      expect(row.events.at(-1)).toMatchObject({
        cause: 'posted',
        actor: { kind: 'seat', seat: 'SEND/US', holder: 'PEN-clerk' },
      })
      const told = await until(() => api.runs.calls.find(({ subject }) => subject === tapal.dispatch), {
        what: 'the signal',
      })
      expect(told).toMatchObject({
        call: 'signal dispatch delivered',
        args: [{ next: row.dueAt?.getTime(), outstanding: 1 }],
      })
      expect((await enter(clerk, tapal.id)).body).toEqual(reply.body)
    })

    test('409 posted-otherwise: another number', async () => {
      const { id } = await listed()
      await enter(clerk, id)
      const reply = await enter(clerk, id, 'RL-9')
      expect([reply.status, reply.at('/code')]).toEqual([409, 'posted-otherwise'])
    })

    test('409 not-posted-by-us: it goes by another way', async () => {
      const reply = await enter(clerk, (await listed({ mechanism: 'push' })).id)
      expect([reply.status, reply.at('/code')]).toEqual([409, 'not-posted-by-us'])
    })

    test('404 tapal-unknown: of another sender', async () => {
      const other = await api.officer('receiver', ['RECV/HEAD'])
      const reply = await enter(other, (await listed()).id)
      expect([reply.status, reply.at('/code')]).toEqual([404, 'tapal-unknown'])
    })

    test('422 validation-failed: no number', async () => {
      const reply = await enter(clerk, (await listed()).id, ' ')
      expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
    })
  })
})
