import { dueAt } from '../../../../domain/common/clock/due'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { takeReport } from '../../../../services/letters/callback/take-report'
import { openApi, type TestApi } from '../../../support/api'
import type { Client, Reply } from '../../../support/api-client'
import { agentAt, ENDPOINT, INWARDS, key, laidOut, storyOf } from './rig'

let api: TestApi
let agent: Client
beforeAll(async () => {
  api = await openApi()
  agent = await agentAt(api, 'puller')
})
afterAll(() => api.close())

const row = async ({ id }: Tapal): Promise<Tapal> => (await api.repositories.tapals.byId(id))!
const say = (tapal: Tapal, act: string, body: object = {}, headers = key()): Promise<Reply> =>
  agent.post(`${INWARDS}/${tapal.id}/${act}`, body, headers)
const told = async (): Promise<string[]> => {
  await api.deps.settled(2_000)
  return api.runs.calls.map(({ call }) => call)
}
/** A letter that was given out to the agent. */
async function fetched(overrides: Partial<Tapal> = {}, query = ''): Promise<Tapal> {
  const tapal = await laidOut(api, overrides)
  const reply = await agent.get(`${INWARDS}?limit=100${query}`)
  expect(reply.text).toContain(tapal.id)
  await told()
  api.runs.calls.length = 0
  return row(tapal)
}

test('a letter that is fetched and acknowledged has the same states and events as one that is brought', async () => {
  const pulled = await fetched()
  const reply = await say(pulled, 'acknowledge', { diaryNumber: 'RECV/77/2026' })
  expect(reply).toMatchObject({
    status: 200,
    body: { id: pulled.id, state: 'acknowledged', diary: { number: 'RECV/77/2026' } },
  })
  const pushed = await laidOut(api, { mechanism: 'push', endpoint: 'push-1' })
  const report = {
    kind: 'acknowledged',
    key: 'r',
    deliveryKey: `kcs-${pushed.id}`,
    at: api.now(),
    diary: { number: 'RECV/77/2026' },
  } as const
  const endpoint = { kind: 'endpoint', endpoint: 'push-1', agent: 'pusher' } as const
  const { tapal } = await takeReport(api.deps, endpoint, { tapal: pushed, report }, api.now())
  const after = await row(pulled)
  expect(storyOf(after)).toEqual(storyOf(tapal))
  for (const field of ['state', 'owes', 'dueAt', 'diary', 'taking', 'level', 'nextAttemptAt'] as const)
    expect([field, after[field]]).toEqual([field, tapal[field]])
})

test('an acknowledgement tells the run once, as any other does', async () => {
  const tapal = await fetched()
  const once = key()
  await say(tapal, 'acknowledge', { diaryNumber: 'D/1' }, once)
  await say(tapal, 'acknowledge', { diaryNumber: 'D/1' }, once)
  expect((await told()).filter((call) => call.startsWith('signal'))).toEqual(['signal dispatch acknowledged'])
})

test('another number than the first is a conflict, and a number is needed', async () => {
  const tapal = await fetched()
  await say(tapal, 'acknowledge', { diaryNumber: 'D/2' })
  expect(await say(tapal, 'acknowledge', { diaryNumber: 'D/3' })).toMatchObject({
    status: 409,
    body: { code: 'acknowledged-otherwise' },
  })
  expect((await say(tapal, 'acknowledge', {})).at('/errors/0/pointer')).toBe('/diaryNumber')
  const tomorrow = new Date(api.now().getTime() + 48 * 3_600_000).toISOString().slice(0, 10)
  const other = await fetched()
  const future = await say(other, 'acknowledge', { diaryNumber: 'D/4', diaryDate: tomorrow })
  expect(future).toMatchObject({ status: 422, body: { code: 'validation-failed' } })
  expect((await row(other)).state).toBe('handed-over')
})

test('what a letter has met in the office is entered as from a call-back', async () => {
  const tapal = await fetched()
  await say(tapal, 'receive', { reference: 'R-1' })
  await say(tapal, 'acknowledge', { diaryNumber: 'D/5' })
  await say(tapal, 'open')
  await say(tapal, 'move', { from: 'Registrar', to: 'Section A' })
  await say(tapal, 'file', { to: 'Section A', file: 'A1/12/2026' })
  expect((await say(tapal, 'close')).at('/state')).toBe('closed')
  expect((await row(tapal)).events.map(({ cause, to }) => `${cause} ${to}`)).toEqual([
    'resolved routed',
    'laid-out-for-agent handed-over',
    'delivered-by-agent delivered',
    'acknowledged-by-agent acknowledged',
    'opened-at-agent opened',
    'marked opened',
    'marked in-process',
    'put-in-file in-process',
    'closed-by-agent closed',
  ])
})

test('what is told late and out of order counts as soon as the number is there', async () => {
  const tapal = await fetched()
  expect((await say(tapal, 'close')).at('/state')).toBe('handed-over')
  expect((await say(tapal, 'acknowledge', { diaryNumber: 'D/6' })).at('/state')).toBe('closed')
})

test('a letter is refused with a coded reason, and returned after it was acknowledged', async () => {
  const refused = await fetched()
  const refusal = { code: 'not-for-this-office', reason: 'Of the Revenue Department', rightOffice: 'SEND' }
  expect((await say(refused, 'refuse', refusal)).at('/state')).toBe('refused')
  expect((await row(refused)).refusal).toEqual(refusal)
  expect(await say(refused, 'acknowledge', { diaryNumber: 'D/7' })).toMatchObject({
    status: 409,
    body: { code: 'not-acknowledgeable' },
  })
  const returned = await fetched()
  await say(returned, 'acknowledge', { diaryNumber: 'D/8' })
  expect(await say(returned, 'refuse', refusal)).toMatchObject({
    status: 409,
    body: { code: 'not-refusable' },
  })
  expect((await say(returned, 'return', { reason: 'Not ours' })).at('/state')).toBe('returned')
})

test('what is said again under its key is entered once, and another thing under that key is refused', async () => {
  const tapal = await fetched()
  const once = key()
  await say(tapal, 'move', { to: 'A' }, once)
  await say(tapal, 'move', { to: 'A' }, once)
  expect((await row(tapal)).events.filter(({ cause }) => cause === 'marked')).toHaveLength(1)
  expect(await say(tapal, 'move', { to: 'B' }, once)).toMatchObject({
    status: 409,
    body: { code: 'report-key-reused' },
  })
  const without = await agent.post(`${INWARDS}/${tapal.id}/move`, { to: 'A' })
  expect(without).toMatchObject({ status: 400, body: { code: 'idempotency-key-missing' } })
})

test('a received letter is delivered, its clock starts, and it is not given out again', async () => {
  const tapal = await fetched({}, '&leaseSeconds=10')
  const reply = await say(tapal, 'receive', { reference: 'R-2' })
  expect(reply).toMatchObject({ status: 200, body: { state: 'delivered', reference: 'R-2' } })
  const after = await row(tapal)
  expect(after).toMatchObject({ state: 'delivered', reference: 'R-2', owes: true })
  const withinSeconds = tapal.times.acknowledgeWithinSeconds
  expect(after.dueAt).toEqual(dueAt({ start: after.deliveredAt!, withinSeconds }))
  await say(tapal, 'receive', { reference: 'R-2' })
  expect((await row(tapal)).sequence).toBe(after.sequence)
  api.advance(11_000)
  expect((await agent.get(`${INWARDS}?limit=100`)).text).not.toContain(tapal.id)
})

test('to receive a letter tells the run only where a clock is due before the one for which it waits', async () => {
  const days = { acknowledgeWithinSeconds: 172_800, escalateEverySeconds: 86_400 }
  const calm = await fetched({ times: days })
  await say(calm, 'receive', { reference: 'R-3' })
  expect(await told()).toEqual([])
  const times = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 60 }
  const hasty = await fetched({ times })
  await say(hasty, 'receive', { reference: 'R-4' })
  expect(await told()).toEqual(['signal dispatch delivered'])
})

test.each([
  ['later', 60, 5_000],
  ['in the same minute', 3_600, 0],
])(
  'of a letter to many the run is told of the first clock alone, and of none that is due %s',
  async (_when, seconds, afterMs) => {
    const dispatch = await api.dispatch()
    const times = { acknowledgeWithinSeconds: seconds, escalateEverySeconds: seconds }
    const [first, second] = [
      await laidOut(api, { times }, dispatch),
      await laidOut(api, { times, seat: 'RECV/HEAD' }, dispatch),
    ].sort((one, other) => (one.id < other.id ? -1 : 1)) as [Tapal, Tapal]
    await told()
    api.runs.calls.length = 0
    await say(first, 'receive', { reference: 'R-5' })
    await told()
    api.advance(afterMs)
    await say(second, 'receive', { reference: 'R-6' })
    expect(await told()).toEqual(['signal dispatch delivered'])
  },
)

test('a received letter for information owes nothing more, and its run is told', async () => {
  const tapal = await fetched({ purpose: 'information' })
  await say(tapal, 'receive', { reference: 'R-7' })
  expect(await row(tapal)).toMatchObject({ state: 'delivered', owes: false })
  expect(await told()).toEqual(['signal dispatch acknowledged'])
})

test('to receive it with a diary number takes the letter where a number is enough, as the answer of a system does', async () => {
  const tapal = await fetched()
  const stated = { reference: 'R-8', diaryNumber: 'D/9' }
  expect((await say(tapal, 'receive', stated)).at('/state')).toBe('acknowledged')
  expect((await row(tapal)).events.at(-1)).toMatchObject({ cause: 'diary-number-given', attempt: 1 })
  expect((await say(tapal, 'receive', stated)).status).toBe(200)
  expect(await say(tapal, 'receive', { ...stated, diaryNumber: 'D/10' })).toMatchObject({
    status: 409,
    body: { code: 'acknowledged-otherwise' },
  })
  const byPerson = await fetched({ taking: 'person' })
  expect((await say(byPerson, 'receive', { ...stated, diaryNumber: 'D/11' })).at('/state')).toBe('delivered')
})

test('a letter that was received before it had a number is acknowledged by receiving it with one', async () => {
  const tapal = await fetched()
  await say(tapal, 'receive', { reference: 'R-11' })
  const stated = { reference: 'R-11', diaryNumber: 'D/15' }
  expect(await say(tapal, 'receive', stated)).toMatchObject({
    status: 200,
    body: { state: 'acknowledged', reference: 'R-11', diary: { number: 'D/15' } },
  })
  expect(await say(tapal, 'receive', { ...stated, diaryNumber: 'D/16' })).toMatchObject({
    status: 409,
    body: { code: 'acknowledged-otherwise' },
  })
})

test('when it happened is said in any zone', async () => {
  const tapal = await fetched()
  const happened = new Date(tapal.createdAt.getTime() + 1)
  const at = new Date(happened.getTime() + 5.5 * 3_600_000).toISOString().replace('Z', '+05:30')
  await say(tapal, 'acknowledge', { diaryNumber: 'D/17', at })
  expect((await row(tapal)).acknowledgedAt).toEqual(happened)
})

test('what is said after the lease has ended is a fact all the same', async () => {
  const tapal = await fetched({}, '&leaseSeconds=10')
  api.advance(11_000)
  const another = await agent.get(`${INWARDS}?limit=100`)
  expect(another.text).toContain(tapal.id)
  expect((await say(tapal, 'acknowledge', { diaryNumber: 'D/12' })).at('/state')).toBe('acknowledged')
})

test('of letters of other endpoints and of offices that the key does not serve nothing can be said', async () => {
  const stranger = await agentAt(api, 'stranger', { endpoint: 'pull-strange' })
  const former = await laidOut(api, { office: 'FORMER' })
  const own = await fetched()
  const clerk = await api.officer('clerk', ['RECV/TAPAL'])
  const acts: [string, object][] = [
    ['receive', { reference: 'R' }],
    ['acknowledge', { diaryNumber: 'D' }],
    ['refuse', { code: 'other', reason: 'x' }],
    ['return', { reason: 'x' }],
    ['open', {}],
    ['move', { to: 'A' }],
    ['file', { to: 'A' }],
    ['close', {}],
    ['withdraw', { end: 'taken' }],
    ['lease', { lease: 'x' }],
  ]
  for (const [act, body] of acts) {
    const unknown = { status: 404, body: { code: 'tapal-unknown' } }
    expect(await stranger.post(`${INWARDS}/${own.id}/${act}`, body, key())).toMatchObject(unknown)
    expect(await say(former, act, body)).toMatchObject(unknown)
    const asClerk = await clerk.post(`${INWARDS}/${own.id}/${act}`, body, key())
    expect(asClerk).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
  expect((await row(own)).sequence).toBe(own.sequence)
  expect(own.endpoint).toBe(ENDPOINT)
})
