import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildOffice } from '../../../support/builders'

describe('reading dispatches', () => {
  let api: TestApi
  let sender: Client
  beforeAll(async () => {
    api = await openApi()
    sender = await api.officer('sender', ['SEND/SO'])
  })
  afterAll(() => api.close())

  describe('GET /v1/dispatches', () => {
    test('200: what the seat has sent, newest first, by state and page', async () => {
      const seat = { office: 'SEND', seat: 'SEND/US', holder: null }
      const client = await api.officer('under-secretary', ['SEND/US'])
      const ids: string[] = []
      for (const state of ['in-progress', 'closed', 'in-progress'] as const) {
        api.advance(1)
        ids.unshift((await api.dispatch({ sender: seat, state })).id)
      }
      const list = async (query: string) => client.get(`/v1/dispatches?seat=SEND/US${query}`)
      const idsOf = (reply: Awaited<ReturnType<typeof list>>) =>
        (reply.at('/items') as { id: string }[]).map(({ id }) => id)
      expect(idsOf(await list(''))).toEqual(ids)
      expect(idsOf(await list('&state=closed'))).toEqual([ids[1]])
      const first = await list('&limit=2')
      expect(idsOf(first)).toEqual(ids.slice(0, 2))
      expect(idsOf(await list(`&limit=2&cursor=${String(first.at('/next'))}`))).toEqual(ids.slice(2))
    })

    test('403 seat-not-held', async () => {
      const reply = await sender.get('/v1/dispatches?seat=RECV/TAPAL')
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })

    test('400 parameter-invalid: a state that is none', async () => {
      const reply = await sender.get('/v1/dispatches?seat=SEND/SO&state=lost')
      expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
    })
  })

  describe('GET /v1/dispatches/:id', () => {
    test('200: the letter with the count of its tapals', async () => {
      const dispatch = await api.dispatch()
      await api.tapal(dispatch)
      await api.tapal(dispatch, { hop: 1, state: 'acknowledged' })
      const reply = await sender.get(`/v1/dispatches/${dispatch.id}`)
      expect(reply.status).toBe(200)
      expect(reply.body).toMatchObject({
        id: dispatch.id,
        number: 'SEND/DS/2026/000001',
        state: 'in-progress',
        sender: { office: 'SEND', name: 'Office SEND', seat: 'SEND/SO' },
        counts: { delivered: 1, acknowledged: 1 },
        recipients: 2,
        workflowId: `dispatch:${dispatch.id}`,
      })
    })

    test.each(['receiving officer', 'agent of another office'])('404 dispatch-unknown: a %s', async (who) => {
      const dispatch = await api.dispatch()
      await api.tapal(dispatch)
      const client =
        who === 'receiving officer'
          ? await api.officer('receiver', ['RECV/TAPAL'])
          : await api.agent('recv', ['RECV'])
      const reply = await client.get(`/v1/dispatches/${dispatch.id}`)
      expect([reply.status, reply.at('/code')]).toEqual([404, 'dispatch-unknown'])
    })

    test('200: an operator sees where every letter is', async () => {
      const operator = await api.officer('operator', [], ['operator'])
      expect((await operator.get(`/v1/dispatches/${(await api.dispatch()).id}`)).status).toBe(200)
    })
  })

  describe('GET /v1/dispatches/:id/trace', () => {
    test('200: a letter to a merged office shows both names, and why it lies where it lies', async () => {
      const { offices } = api.repositories
      const succession = { kind: 'merged' as const, into: ['RECV'], at: new Date('2026-10-01T00:00:00Z') }
      await offices.save([buildOffice('OLD', 'push', { succession })])
      const dispatch = await api.dispatch()
      const why = [{ code: 'named' as const }, { code: 'merged' as const, of: 'OLD' }]
      await api.tapal(dispatch, { addressedTo: ['OLD'], why })
      const reply = await sender.get(`/v1/dispatches/${dispatch.id}/trace`)
      expect(reply.at('/tapals/0')).toMatchObject({
        recipient: { office: 'RECV', name: 'Office RECV' },
        addressedTo: [{ code: 'OLD', name: 'Office OLD', nameMl: 'ഓഫീസ് OLD' }],
        why,
      })
    })

    test('200: every tapal with its history, and the run in Temporal Web', async () => {
      const dispatch = await api.dispatch()
      const tapals = [await api.tapal(dispatch), await api.tapal(dispatch, { hop: 1 })]
      const reply = await sender.get(`/v1/dispatches/${dispatch.id}/trace`)
      expect(reply.status).toBe(200)
      expect(reply.at('/dispatch/id')).toBe(dispatch.id)
      expect((reply.at('/tapals') as { id: string }[]).map(({ id }) => id).sort()).toEqual(
        tapals.map(({ id }) => id).sort(),
      )
      expect(reply.at('/tapals/0/history/1')).toMatchObject({
        sequence: 2,
        kind: 'state',
        from: 'routed',
        state: 'delivered',
        cause: 'delivered-to-inbox',
        actor: { kind: 'kcs' },
        attempt: 1,
      })
      expect(reply.at('/workflow')).toEqual({
        id: `dispatch:${dispatch.id}`,
        url: `http://temporal.invalid/namespaces/default/workflows/dispatch%3A${dispatch.id}`,
      })
    })

    test('200: a long list comes in pages, in the order of the recipients', async () => {
      const dispatch = await api.dispatch()
      const ids: string[] = []
      for (let hop = 0; hop < 5; hop += 1) {
        api.advance(1)
        ids.push((await api.tapal(dispatch, { hop })).id)
      }
      const seen: string[] = []
      let path: string | null = `/v1/dispatches/${dispatch.id}/trace?limit=2`
      while (path !== null) {
        const reply = await sender.get(path)
        seen.push(...(reply.at('/tapals') as { id: string }[]).map(({ id }) => id))
        path = /^<(.*)>; rel="next"$/.exec(reply.headers.get('link') ?? '')?.[1] ?? null
      }
      expect(seen).toEqual(ids)
    })

    test('404 dispatch-unknown', async () => {
      const other = await api.officer('other', ['RECV/HEAD'])
      const reply = await other.get(`/v1/dispatches/${(await api.dispatch()).id}/trace`)
      expect([reply.status, reply.at('/code')]).toEqual([404, 'dispatch-unknown'])
    })
  })
})
