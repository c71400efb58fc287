import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { agentAt, ENDPOINT, idsOf, INWARDS, laidOut, laidOutInOrder } from './rig'

let api: TestApi
let agent: Client
beforeEach(async () => {
  api = await openApi()
  agent = await agentAt(api, 'puller')
})
afterEach(() => api.close())

const ids = (tapals: readonly Tapal[]): string[] => tapals.map(({ id }) => id)

test('an agent gets a letter with all that a letter holds that is brought, and it is its own for five minutes', async () => {
  const sha256 = await api.document('SEND')
  const document = { sha256, name: 'order.pdf', mediaType: 'application/pdf', size: 27 }
  const dispatch = await api.dispatch({ subject: 'ഭരണാനുമതി: KCS', documents: [document] })
  const tapal = await laidOut(api, {}, dispatch)
  const reply = await agent.get(INWARDS)
  expect(reply.status).toBe(200)
  expect(reply.headers.get('cache-control')).toBe('no-store')
  expect(reply.body).toMatchObject({ more: false, withdrawals: [] })
  expect(reply.at('/items')).toEqual([
    {
      id: tapal.id,
      lease: { id: expect.any(String), until: expect.any(String), given: 1 },
      deliveryKey: `kcs-${tapal.id}`,
      purpose: 'action',
      acknowledgeWithinSeconds: tapal.times.acknowledgeWithinSeconds,
      sender: expect.objectContaining({ seat: expect.objectContaining({ id: 'SEND/SO' }) }),
      recipient: expect.objectContaining({ office: expect.objectContaining({ code: 'RECV' }) }),
      letter: expect.objectContaining({ subject: 'ഭരണാനുമതി: KCS', despatchNumber: 'SEND/DS/2026/000001' }),
      documents: [{ ...document, href: `http://127.0.0.1/v1/documents/${sha256}/content` }],
    },
  ])
  const until = Date.parse(reply.at('/items/0/lease/until') as string)
  expect(Math.abs(until - api.now().getTime() - 300_000)).toBeLessThan(10_000)
})

test('a letter that was given out is given to nobody else until its lease ends, and then once again', async () => {
  const tapal = await laidOut(api)
  expect(idsOf(await agent.get(`${INWARDS}?leaseSeconds=60`))).toEqual([tapal.id])
  expect(idsOf(await agent.get(INWARDS))).toEqual([])
  api.advance(61_000)
  const again = await agent.get(INWARDS)
  expect(idsOf(again)).toEqual([tapal.id])
  expect(again.at('/items/0/lease/given')).toBe(2)
  expect(idsOf(await agent.get(INWARDS))).toEqual([])
})

test('to give letters out leaves no entry in the trace and tells no run', async () => {
  const tapal = await laidOut(api)
  api.runs.calls.length = 0
  await agent.get(INWARDS)
  const row = await api.repositories.tapals.byId(tapal.id)
  expect(row).toMatchObject({ state: 'handed-over', sequence: tapal.sequence, events: tapal.events })
  await api.deps.settled(2_000)
  expect(api.runs.calls).toEqual([])
})

test('urgent letters come first, and those of a seat in the order in which they came', async () => {
  const plain = await laidOutInOrder(api, 3)
  const immediate = await laidOut(api, { urgency: 'immediate' })
  const urgent = await laidOut(api, { urgency: 'urgent' })
  const pages: string[] = []
  for (let page = 0; page < 3; page += 1) pages.push(...idsOf(await agent.get(`${INWARDS}?limit=2`)))
  expect(pages).toEqual([immediate.id, urgent.id, ...ids(plain)])
})

test('a letter whose lease ran out comes before those behind it', async () => {
  const [first, second, third] = await laidOutInOrder(api, 3)
  await agent.get(`${INWARDS}?limit=1&leaseSeconds=10`)
  expect(idsOf(await agent.get(`${INWARDS}?limit=1&leaseSeconds=3600`))).toEqual([second!.id])
  api.advance(11_000)
  expect(idsOf(await agent.get(INWARDS))).toEqual([first!.id, third!.id])
})

test('a page says whether more lay ready', async () => {
  await laidOutInOrder(api, 3)
  expect((await agent.get(`${INWARDS}?limit=2`)).at('/more')).toBe(true)
  expect((await agent.get(`${INWARDS}?limit=2`)).at('/more')).toBe(false)
})

test('ten callers at once never get one letter twice, and together they get all', async () => {
  const tapals = await laidOutInOrder(api, 60)
  const got: string[] = []
  const come = async (): Promise<void> => {
    for (;;) {
      const reply = await agent.get(`${INWARDS}?limit=4`)
      expect(reply.status).toBe(200)
      got.push(...idsOf(reply))
      if (idsOf(reply).length === 0 && !reply.at('/more')) return
    }
  }
  await Promise.all(Array.from({ length: 10 }, come))
  expect(got).toHaveLength(60)
  expect([...got].sort()).toEqual(ids(tapals).sort())
})

test('leases that ran out are given out again once each, also to ten callers at once', async () => {
  const tapals = await laidOutInOrder(api, 20)
  await agent.get(`${INWARDS}?limit=20&leaseSeconds=10`)
  api.advance(11_000)
  const replies = await Promise.all(Array.from({ length: 10 }, () => agent.get(`${INWARDS}?limit=20`)))
  expect(replies.flatMap(idsOf).sort()).toEqual(ids(tapals).sort())
})

test('a call that is repeated under its own claim gets the same letters again; another claim gets others', async () => {
  const [first, second] = await laidOutInOrder(api, 2)
  const once = await agent.get(`${INWARDS}?limit=1&claim=page-1`)
  const twice = await agent.get(`${INWARDS}?limit=1&claim=page-1`)
  expect(twice.at('/items')).toEqual(once.at('/items'))
  expect(idsOf(once)).toEqual([first!.id])
  expect(idsOf(await agent.get(`${INWARDS}?limit=1&claim=page-2`))).toEqual([second!.id])
  await agent.post(`${INWARDS}/${first!.id}/receive`, { reference: 'R-1' })
  expect(idsOf(await agent.get(`${INWARDS}?limit=1&claim=page-1`))).toEqual([])
})

test('an agent gets the letters of its own endpoint and of the offices of its key, and no others', async () => {
  await agentAt(api, 'neighbour', { offices: ['OTHER'], endpoint: 'pull-other' })
  await laidOut(api, { endpoint: 'pull-other', office: 'OTHER' })
  await laidOut(api, { office: 'FORMER' })
  await laidOut(api, { mechanism: 'push' })
  expect(idsOf(await agent.get(INWARDS))).toEqual([])
})

test.each([
  ['waits for its lane', { state: 'routed' }],
  ['waits to be laid out anew', { nextAttemptAt: new Date() }],
  ['was received', { state: 'delivered' }],
  ['was recalled', { state: 'recalled' }],
] as const)('a letter that %s is not given out', async (_what, overrides) => {
  await laidOut(api, overrides)
  expect(idsOf(await agent.get(INWARDS))).toEqual([])
})

test('while the endpoint is paused nothing is given out', async () => {
  const tapal = await laidOut(api)
  const operator = await api.officer('op', [], ['operator'])
  const act = (what: string) => operator.post(`/v1/endpoints/${ENDPOINT}/${what}`, { reason: 'moving' })
  expect((await act('pause')).status).toBeLessThan(300)
  expect(idsOf(await agent.get(INWARDS))).toEqual([])
  expect((await act('resume')).status).toBeLessThan(300)
  expect(idsOf(await agent.get(INWARDS))).toEqual([tapal.id])
})

test('letters that were recalled while the agent had them are named until it has said what becomes of them', async () => {
  const dispatch = await api.dispatch()
  const tapal = await laidOut(api, { createdAt: new Date(api.now().getTime() - 1_000) }, dispatch)
  const untouched = await laidOut(api, { office: 'RECV', seat: 'RECV/HEAD' }, dispatch)
  expect(idsOf(await agent.get(`${INWARDS}?limit=1`))).toEqual([tapal.id])
  await api.repositories.tapals.recall(dispatch.id, { kind: 'kcs' }, api.now())
  expect(untouched.id).not.toBe(tapal.id)
  const reply = await agent.get(INWARDS)
  expect(reply.at('/items')).toEqual([])
  expect(reply.at('/withdrawals')).toEqual([
    { id: tapal.id, deliveryKey: `kcs-${tapal.id}`, reference: null, recalledAt: expect.any(String) },
  ])
  const withdraw = `${INWARDS}/${tapal.id}/withdraw`
  expect((await agent.post(withdraw, { end: 'withdrawn' })).status).toBe(200)
  expect((await agent.get(INWARDS)).at('/withdrawals')).toEqual([])
})

test('people, agents that are called and agents that only send fetch nothing', async () => {
  const called = await agentAt(api, 'called', { endpoint: 'push-1', mechanism: 'push' })
  const sending = await api.agent('sending', ['RECV'])
  const clerk = await api.officer('clerk', ['RECV/TAPAL'])
  for (const [client, code] of [
    [called, 'agent-is-called'],
    [sending, 'agent-is-called'],
    [clerk, 'forbidden'],
  ] as const)
    expect(await client.get(INWARDS)).toMatchObject({ status: 403, body: { code } })
  expect((await api.anyone.get(INWARDS)).status).toBe(401)
})

test.each([
  'limit=0',
  'limit=101',
  'limit=x',
  'leaseSeconds=9',
  'leaseSeconds=3601',
  'claim=',
  'claim=a%20b',
  `claim=${'x'.repeat(101)}`,
  'after=1',
])('%s is refused and names its parameter', async (query) => {
  const reply = await agent.get(`${INWARDS}?${query}`)
  expect(reply).toMatchObject({ status: 400, body: { code: 'parameter-invalid' } })
  expect(reply.at('/errors/0/pointer')).toContain(query === 'after=1' ? '' : query.split('=')[0])
})

test('the document of a letter is fetched in parts by the same key, and goes on where it broke off', async () => {
  const sha256 = await api.document('SEND', 'a letter of some length')
  const document = { sha256, name: 'order.pdf', mediaType: 'application/pdf', size: 40 }
  await laidOut(api, { documentKeys: [sha256.slice(0, 16)] }, await api.dispatch({ documents: [document] }))
  const path = new URL((await agent.get(INWARDS)).at('/items/0/documents/0/href') as string).pathname
  const whole = await agent.get(path)
  expect(whole.status).toBe(200)
  const head = await agent.get(path, { range: 'bytes=0-9' })
  const rest = await agent.get(path, { range: 'bytes=10-' })
  expect([head.status, rest.status]).toEqual([206, 206])
  expect(head.text + rest.text).toBe(whole.text)
  const stranger = await agentAt(api, 'stranger', { offices: ['OTHER'], endpoint: 'pull-other' })
  expect((await stranger.get(path)).status).toBe(404)
})

test('a page of letters costs a fixed number of round trips to the database', async () => {
  const cost = async (many: number): Promise<number> => {
    await laidOutInOrder(api, many)
    api.commands.length = 0
    expect(idsOf(await agent.get(`${INWARDS}?limit=50`))).toHaveLength(many)
    await api.deps.settled(2_000)
    return api.commands.length
  }
  // Its key is read once.
  await agent.get(INWARDS)
  const one = await cost(1)
  expect(await cost(40)).toBe(one)
})
