import { makeOwnEndpoints } from '../../../../services/operations/installation/own-endpoints'
import { openApi, type TestApi } from '../../../support/api'
import { pauseEndpoint } from '../../../support/pause-endpoint'
import type { Client } from '../../../support/api-client'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'

const DAY = 24 * 3600 * 1000

describe('reading tapals', () => {
  let api: TestApi
  let holder: Client
  let dispatch: Dispatch
  beforeAll(async () => {
    api = await openApi()
    holder = await api.officer('holder', ['RECV/TAPAL'])
    dispatch = await api.dispatch({
      times: { acknowledgeWithinSeconds: 47 * 3600, escalateEverySeconds: 3600 },
    })
  })
  afterAll(() => api.close())
  beforeEach(() => api.database.collection('tapals').deleteMany({}))

  describe('GET /v1/tapals', () => {
    test('200: the inbox of the seat, newest first, with names, clock and what can be done', async () => {
      const tapal = await api.tapal(dispatch)
      const reply = await holder.get('/v1/tapals?seat=RECV/TAPAL')
      expect(reply.status).toBe(200)
      expect(reply.at('/items/0')).toMatchObject({
        id: tapal.id,
        dispatchId: dispatch.id,
        subject: dispatch.subject,
        number: 'SEND/DS/2026/000001',
        sender: { office: 'SEND', name: 'Office SEND', seat: 'SEND/SO', designation: 'Section Officer' },
        recipient: { office: 'RECV', nameMl: 'ഓഫീസ് RECV', seat: 'RECV/TAPAL' },
        holder: 'Name of holder',
        state: 'delivered',
        daysLeft: 1,
        desk: null,
        acts: ['acknowledgement', 'refusal'],
      })
      expect(reply.at('/items/0/history')).toBeUndefined()
      expect(reply.at('/counts')).toEqual({
        all: 1,
        unread: 1,
        'due-today': 0,
        overdue: 0,
        'for-information': 0,
        escalated: 0,
        taken: 0,
      })
    })

    test('200: each view shows its own', async () => {
      const past = new Date(api.now().getTime() - DAY)
      const all = {
        unread: await api.tapal(dispatch, { seat: 'RECV/TAPAL', hop: 0 }),
        overdue: await api.tapal(dispatch, {
          hop: 1,
          dueAt: past,
          deliveredAt: new Date(past.getTime() - 3 * DAY),
        }),
        information: await api.tapal(dispatch, { hop: 2, purpose: 'information', owes: false, dueAt: null }),
        taken: await api.tapal(dispatch, { hop: 3, state: 'acknowledged', owes: false, dueAt: null }),
        undelivered: await api.tapal(dispatch, { hop: 4, state: 'routed' }),
        recalled: await api.tapal(dispatch, { hop: 5, state: 'recalled' }),
      }
      const seen = async (view: string) => {
        const reply = await holder.get(`/v1/tapals?seat=RECV/TAPAL&view=${view}`)
        return (reply.at('/items') as { id: string }[]).map(({ id }) => id).sort()
      }
      const ids = (...names: (keyof typeof all)[]) => names.map((name) => all[name].id).sort()
      expect(await seen('all')).toEqual(ids('unread', 'overdue', 'information', 'taken'))
      expect(await seen('unread')).toEqual(ids('unread', 'overdue', 'information'))
      expect(await seen('overdue')).toEqual(ids('overdue'))
      expect(await seen('for-information')).toEqual(ids('information'))
      expect(await seen('taken')).toEqual(ids('taken'))
    })

    test('200: an escalated tapal stays with its seat and appears above; there it is days overdue', async () => {
      const head = await api.officer('head', ['RECV/HEAD'])
      const deliveredAt = new Date(api.now().getTime() - 2.5 * DAY)
      await api.tapal(dispatch, { deliveredAt, escalatedTo: ['RECV/HEAD'], level: 1, dueAt: api.now() })
      const above = await head.get('/v1/tapals?seat=RECV/HEAD&view=escalated')
      expect(above.at('/items/0')).toMatchObject({ escalations: 1, escalatedTo: 'RECV/HEAD', daysLeft: -1 })
      expect((await holder.get('/v1/tapals?seat=RECV/TAPAL')).at('/items/0/escalations')).toBe(1)
    })

    test('200: in the inbox above letters stand by when they rose there, page by page', async () => {
      const chief = await api.officer('chief', ['RECV/HEAD'])
      const hour = (n: number) => new Date(api.now().getTime() + n * 3600 * 1000)
      const own = await api.tapal(dispatch, { seat: 'RECV/HEAD', deliveredAt: hour(-5) })
      const rose = (n: number, hop: number) =>
        api.tapal(dispatch, {
          ...{ hop, level: 2, deliveredAt: hour(-90 - n), dueAt: api.now() },
          ...{ escalatedTo: ['RECV/MIDDLE', 'RECV/HEAD'], roseAt: { p0: hour(-40), p1: hour(n) } },
        })
      const [earlier, later] = [await rose(-9, 0), await rose(-1, 1)]
      const ids: string[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const reply = await chief.get(`/v1/tapals?seat=RECV/HEAD&limit=1${cursor && `&cursor=${cursor}`}`)
        ids.push(...(reply.at('/items') as { id: string }[]).map(({ id }) => id))
        cursor = reply.at('/next') as string | null
      }
      expect(ids).toEqual([later.id, own.id, earlier.id])
    })

    test('200: a cursor of a letter that is not there ends the list', async () => {
      await api.tapal(dispatch)
      const cursor = Buffer.from('nothing').toString('base64url')
      const reply = await holder.get(`/v1/tapals?seat=RECV/TAPAL&cursor=${cursor}`)
      expect([reply.status, reply.at('/items'), reply.at('/next')]).toEqual([200, [], null])
    })

    test('200: pages by cursor, with a Link to the next', async () => {
      for (let hop = 0; hop < 5; hop += 1) {
        await api.tapal(dispatch, { hop })
        api.advance(1)
      }
      const ids: string[] = []
      let path: string | null = '/v1/tapals?seat=RECV/TAPAL&limit=2'
      while (path !== null) {
        const reply = await holder.get(path)
        ids.push(...(reply.at('/items') as { id: string }[]).map(({ id }) => id))
        path = /^<(.*)>; rel="next"$/.exec(reply.headers.get('link') ?? '')?.[1] ?? null
        expect(reply.at('/next') === null).toBe(path === null)
      }
      expect(new Set(ids).size).toBe(5)
      expect(ids).toEqual([...ids].sort().reverse())
    })

    test('200: text that is code stays text', async () => {
      const subject = '<script>alert(1)</script> {"$where":"1"}'
      const sent = await api.dispatch({ subject })
      await api.tapal(sent)
      const reply = await holder.get('/v1/tapals?seat=RECV/TAPAL')
      expect(reply.at('/items/0/subject')).toBe(subject)
      expect(reply.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(reply.headers.get('x-content-type-options')).toBe('nosniff')
    })

    test.each(['SEND/SO', 'NOWHERE/SO'])('403 seat-not-held: %s', async (seat) => {
      const reply = await holder.get(`/v1/tapals?seat=${seat}`)
      expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
    })

    test.each([
      ['an operator of the database', 'seat[$gt]=&view=all'],
      ['a view that is none', 'seat=RECV/TAPAL&view=everything'],
      ['a limit beyond the largest', 'seat=RECV/TAPAL&limit=1000000000'],
      ['a parameter that is not known', 'seat=RECV/TAPAL&sort=passwordHash'],
      ['no seat', ''],
    ])('400 parameter-invalid: %s', async (_what, query) => {
      const reply = await holder.get(`/v1/tapals?${query}`)
      expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-invalid'])
    })

    test('400 parameter-repeated', async () => {
      const reply = await holder.get('/v1/tapals?seat=RECV/TAPAL&seat=SEND/SO')
      expect([reply.status, reply.at('/code')]).toEqual([400, 'parameter-repeated'])
    })

    test('401 unauthenticated', async () => {
      expect((await api.anyone.get('/v1/tapals?seat=RECV/TAPAL')).at('/code')).toBe('unauthenticated')
    })
  })

  describe('GET /v1/tapals/:id', () => {
    test('200: the history, desk by desk, with the time at each; reading changes nothing', async () => {
      const tapal = await api.tapal(dispatch, { state: 'acknowledged', owes: false, dueAt: null })
      const agent = { kind: 'agent', agent: 'eoffice' } as const
      const at = (minutes: number) => new Date(api.now().getTime() + minutes * 60_000)
      for (const [minutes, to] of [
        [-30, 'Tapal section'],
        [-20, 'Section A'],
      ] as const)
        await api.repositories.tapals.apply(tapal.id, {
          event: { kind: 'movement', cause: 'marked', actor: agent, at: at(minutes), desk: { to } },
          set: {},
        })
      const reply = await holder.get(`/v1/tapals/${tapal.id}`)
      expect(reply.status).toBe(200)
      expect(reply.at('/desks')).toMatchObject([
        { to: 'Tapal section', ageSeconds: 600 },
        { to: 'Section A', ageSeconds: expect.any(Number) },
      ])
      expect(reply.at('/desk')).toEqual(reply.at('/desks/1'))
      expect(reply.at('/history')).toHaveLength(4)
      expect((await api.repositories.tapals.byId(tapal.id))?.sequence).toBe(4)
    })

    test('200: the sender sees it too, and can do nothing with it', async () => {
      const sender = await api.officer('sender', ['SEND/SO'])
      const reply = await sender.get(`/v1/tapals/${(await api.tapal(dispatch)).id}`)
      expect([reply.status, reply.at('/acts')]).toEqual([200, []])
    })

    test('200: it says where it is stuck: at the seat whose turn it is, or before a system that is down, and since when', async () => {
      const waitsOf = async (overrides: Parameters<typeof api.tapal>[1]) => {
        const { id } = await api.tapal(dispatch, overrides)
        const wait = (await holder.get(`/v1/tapals/${id}`)).at('/waits')
        await api.database.collection('tapals').deleteMany({})
        return wait
      }
      expect(await waitsOf({})).toMatchObject({
        ...{ for: 'acknowledgement', seat: 'RECV/TAPAL', designation: 'Section Officer' },
        ageSeconds: expect.any(Number),
      })
      await makeOwnEndpoints(api.deps)
      const since = new Date(api.now().getTime() - 600_000)
      await pauseEndpoint(api.repositories, 'kcs-agent', 'kcs', 'timeout', since)
      expect(await waitsOf({ state: 'routed', parked: true })).toMatchObject({
        ...{ for: 'system-down', since: since.toISOString() },
      })
      expect(await waitsOf({ state: 'closed' })).toBeNull()
    })

    test('404 tapal-unknown: of other offices, or not there at all; both look alike', async () => {
      const other = await api.officer('other', ['ELSEWHERE/SO'])
      const { id } = await api.tapal(dispatch)
      const replies = [await other.get(`/v1/tapals/${id}`), await other.get('/v1/tapals/nothing')]
      for (const reply of replies) expect([reply.status, reply.at('/code')]).toEqual([404, 'tapal-unknown'])
    })
  })
})
