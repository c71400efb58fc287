import type { Client } from '../../../support/api-client'
import { openApi, type TestApi } from '../../../support/api'
import { until } from '../../../support/until'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'

const TIMES = {
  ...{ acknowledgeWithinSeconds: 600, escalateEverySeconds: 3600 },
  within: { act: { amount: 3, unit: 'working-days' }, reply: { amount: 5, unit: 'working-days' } },
} as const
const DAY_MS = 24 * 3_600_000

describe('clocks of a tapal', () => {
  let api: TestApi
  let holder: Client
  let sender: Client
  let operator: Client
  let stranger: Client
  beforeAll(async () => {
    api = await openApi()
    holder = await api.agent('recv', ['RECV'])
    sender = await api.officer('sender', ['SEND/SO'])
    operator = await api.officer('op', ['OPS/1'], ['operator'])
    stranger = await api.officer('stranger', ['FAR/1'])
  })
  afterAll(() => api.close())

  const signals = () => api.runs.calls

  /** A letter that was taken now, by the holder of the seat. */
  async function taken(): Promise<Tapal> {
    const dispatch = await api.dispatch({ times: TIMES })
    const tapal = await api.tapal(dispatch)
    const body = { seat: 'RECV/TAPAL', diaryNumber: '1' }
    expect((await holder.post(`/v1/tapals/${tapal.id}/acknowledgement`, body)).status).toBe(200)
    api.runs.calls.length = 0
    return tapal
  }
  let keys = 0
  const act = (client: Client, { id }: Tapal, what: string, body: object, key = `k${(keys += 1)}`) =>
    client.post(`/v1/tapals/${id}/clocks/${what}`, body, { 'idempotency-key': key })
  const stand = { seat: 'RECV/TAPAL', reason: 'The fee of the applicant is awaited.' }
  const more = { term: { amount: 2, unit: 'working-days' }, reason: 'The site has to be seen.' }
  const clockOf = async ({ id }: Tapal, kind: string) =>
    ((await holder.get(`/v1/tapals/${id}`)).at('/clocks') as { kind: string; dueAt: string }[]).find(
      (one) => one.kind === kind,
    )

  test('200: a tapal says which run on it since when, with the day on which each is due', async () => {
    const tapal = await taken()
    const reply = await holder.get(`/v1/tapals/${tapal.id}`)
    expect(reply.at('/clocks')).toEqual([
      expect.objectContaining({ kind: 'act', level: 0, pausedSince: null, extensions: [] }),
      expect.objectContaining({ kind: 'reply', since: expect.any(String) }),
    ])
    const [{ dueAt, dueDay }] = reply.at('/clocks') as [{ dueAt: string; dueDay: string }]
    expect(dueDay).toBe(dueAt.slice(0, 10))
    const trace = await sender.get(`/v1/dispatches/${tapal.dispatch}/trace`)
    expect(trace.at('/tapals/0/clocks')).toEqual(reply.at('/clocks'))
  })

  test('200: why each is due is told day by day in both languages, and ends with what the row says', async () => {
    const tapal = await taken()
    const reply = await sender.get(`/v1/tapals/${tapal.id}/clocks`)
    expect(reply.body).toMatchObject({ calendar: 'state', items: [{ kind: 'act', wouldBeDueAt: null }, {}] })
    const lines = reply.at('/items/0/lines') as { code: string; en: string; ml: string; at?: string }[]
    expect(lines.filter(({ code }) => code === 'counted')).toHaveLength(3)
    expect(lines.at(-1)).toMatchObject({ code: 'due', at: reply.at('/items/0/dueAt') })
    expect(lines.every(({ en, ml }) => en !== '' && ml !== '' && en !== ml)).toBe(true)
  })

  test('200: paused it is due at no time, resumed it is later by what passed, and the run is told of a sooner instant', async () => {
    const tapal = await taken()
    const before = await clockOf(tapal, 'reply')
    const paused = await act(holder, tapal, 'reply/pause', stand)
    expect(paused.status).toBe(200)
    expect(paused.at('/clocks/1')).toMatchObject({ dueAt: null, pausedSince: expect.any(String) })
    const history = paused.at('/history') as { cause: string }[]
    expect(history.at(-1)).toMatchObject({ cause: 'clock-paused', clock: 'reply', reason: stand.reason })
    expect((await act(holder, tapal, 'act/pause', stand)).at('/nextStepAt')).toBeNull()
    api.advance(7 * DAY_MS)
    try {
      const resumed = await act(holder, tapal, 'reply/resumption', { ...stand, reason: 'It was paid.' })
      expect(resumed.status).toBe(200)
      // Of a week five days or six are working days.
      const laterMs = Date.parse((await clockOf(tapal, 'reply'))!.dueAt) - Date.parse(before!.dueAt)
      expect(laterMs).toBeGreaterThan(4 * DAY_MS)
      await until(() => signals().length > 0, { what: 'the run to be told' })
      expect(signals()[0]).toMatchObject({ call: 'signal dispatch delivered' })
    } finally {
      api.advance(-7 * DAY_MS)
    }
  })

  test('200: the sender gives more time, once under one key', async () => {
    const tapal = await taken()
    const [first, again] = [
      await act(sender, tapal, 'reply/extension', more, 'same'),
      await act(sender, tapal, 'reply/extension', more, 'same'),
    ]
    expect([first.status, again.status]).toEqual([200, 200])
    expect(again.at('/clocks/1')).toEqual(first.at('/clocks/1'))
    expect(again.at('/clocks/1/extensions')).toEqual([more.term])
    const lines = (await sender.get(`/v1/tapals/${tapal.id}/clocks`)).at('/items/1/lines')
    expect(lines).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'extended', by: 'SEND/SO' })]),
    )
  })

  test('of several at once under keys of their own each is made, as far as they can come between', async () => {
    const tapal = await taken()
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => act(sender, tapal, 'reply/extension', more)),
    )
    const made = replies.filter(({ status }) => status === 200).length
    expect(replies.filter(({ status }) => status !== 200 && status !== 409)).toEqual([])
    const extensions = (await api.repositories.tapals.byId(tapal.id))!.clocks[1]!.changes
    expect(extensions).toHaveLength(made)
  })

  test.each<[string, string, string, object, number, string, 'holder' | 'sender' | 'stranger']>([
    ['one that does not run', 'open/pause', 'twice', stand, 409, 'clock-not-running', 'holder'],
    ['the resume of one that runs', 'reply/resumption', 'x', stand, 409, 'clock-not-paused', 'holder'],
    [
      'a pause by the sender',
      'reply/pause',
      'x',
      { ...stand, seat: 'SEND/SO' },
      403,
      'seat-not-held',
      'sender',
    ],
    ['an extension by who owes it', 'reply/extension', 'x', more, 403, 'seat-not-held', 'holder'],
    ['a stranger', 'reply/extension', 'x', more, 404, 'tapal-unknown', 'stranger'],
    [
      'less than nothing',
      'reply/extension',
      'x',
      { ...more, term: { amount: -1, unit: 'hours' } },
      422,
      'clock-term-invalid',
      'sender',
    ],
    ['a kind that is none', 'tea/pause', 'x', stand, 404, 'not-found', 'holder'],
    ['no reason', 'reply/pause', 'x', { ...stand, reason: ' ' }, 422, 'validation-failed', 'holder'],
  ])('%s is refused', async (_what, where, _key, body, status, code, who) => {
    const tapal = await taken()
    const reply = await act({ holder, sender, stranger }[who], tapal, where, body)
    expect([reply.status, reply.at('/code')]).toEqual([status, code])
  })

  test('409: a second pause, and the pause of an acknowledgement, are refused', async () => {
    const tapal = await taken()
    await act(holder, tapal, 'reply/pause', stand)
    expect((await act(holder, tapal, 'reply/pause', stand)).at('/code')).toBe('clock-paused-already')
    const untaken = await api.tapal(await api.dispatch({ times: TIMES }))
    const reply = await act(holder, untaken, 'acknowledge/pause', stand)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'clock-not-pausable'])
  })

  test('409: what is closed is not extended', async () => {
    const tapal = await taken()
    await api.repositories.tapals.apply(tapal.id, {
      event: { kind: 'state', to: 'closed', cause: 'closed-by-agent', actor: { kind: 'kcs' }, at: api.now() },
      set: {},
    })
    const reply = await act(sender, tapal, 'reply/extension', more)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'clock-not-running'])
  })

  test('an operator, to whom the letter is closed, sees clocks and dates without the reasons', async () => {
    const tapal = await taken()
    await act(holder, tapal, 'reply/pause', stand)
    const [seen, why] = await Promise.all([
      operator.get(`/v1/tapals/${tapal.id}`),
      operator.get(`/v1/tapals/${tapal.id}/clocks`),
    ])
    expect(seen.at('/clocks/1/kind')).toBe('reply')
    expect(JSON.stringify([seen.body, why.body])).not.toContain('fee')
  })
})
