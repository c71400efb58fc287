// GET /v1/agent/changes: what concerns the offices of an agent, from any number on.

import { enterChanges } from '../../../../services/letters/agent-feed/enter'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { buildChange } from '../../../support/build-change'
import { until } from '../../../support/until'

const PATH = '/v1/agent/changes'
let api: TestApi
beforeAll(async () => {
  api = await openApi()
})
afterAll(() => api.close())

let count = 0
/** An agent with an office of its own, of which so many changes are told. */
async function agentWith(changes: number): Promise<{ client: Client; id: string; office: string }> {
  count += 1
  const [id, office] = [`feed-${count}`, `FEED${count}`]
  const client = await api.agent(id, [office])
  await happen(office, changes)
  return { client, id, office }
}
let keys = 0
const happen = (office: string, changes: number) =>
  enterChanges(
    api,
    Array.from({ length: changes }, () => buildChange(`k${(keys += 1)}`, { office })),
    api.now(),
  )
const numbersIn = (body: unknown) =>
  (body as { items: { number: number }[] }).items.map(({ number }) => number)

test('200: pages of bounded size, from any number on, without a gap', async () => {
  const { client } = await agentWith(7)
  const first = await client.get(`${PATH}?limit=5`)
  expect(first.status).toBe(200)
  expect(first.at('')).toMatchObject({ next: 5, last: 7 })
  expect(numbersIn(first.at(''))).toEqual([1, 2, 3, 4, 5])
  const second = await client.get(`${PATH}?after=5&limit=5`)
  expect(numbersIn(second.at(''))).toEqual([6, 7])
  expect(second.at('/next')).toBe(7)
  expect((await client.get(`${PATH}?after=7`)).at('')).toEqual({ items: [], next: 7, last: 7 })
  expect((await client.get(`${PATH}?after=2&limit=1`)).at('/items/0')).toEqual({
    ...{ number: 3, kind: 'delivered', at: '2026-11-22T06:00:00.000Z', as: 'recipient', dispatchId: 'D1' },
    ...{
      deliveryKey: 'kcs-T1',
      endpoint: null,
      sender: { office: 'A' },
      sequence: 2,
      code: null,
      level: null,
    },
    recipient: { office: `FEED${count}`, seat: 'B/TAPAL' },
    ...{ diaryNumber: null, diaryDate: null },
  })
})

test('200: an agent of which nothing was told yet has an empty feed', async () => {
  const { client } = await agentWith(0)
  expect((await client.get(PATH)).at('')).toEqual({ items: [], next: 0, last: 0 })
})

test('200: an agent sees its own numbers alone', async () => {
  await agentWith(3)
  const { client } = await agentWith(1)
  expect(numbersIn((await client.get(PATH)).at(''))).toEqual([1])
})

test('200 with wait: the call returns as soon as something is new', async () => {
  const { client, office } = await agentWith(1)
  const began = Date.now()
  const call = client.get(`${PATH}?after=1&wait=20`)
  await until(() => api.api.shared.waiting.count() > 0, { what: 'the call to wait' })
  await happen(office, 1)
  expect(numbersIn((await call).at(''))).toEqual([2])
  expect(Date.now() - began).toBeLessThan(10_000)
})

test('200 with wait: where nothing is new the call returns empty at its end', async () => {
  const { client } = await agentWith(1)
  const began = Date.now()
  expect((await client.get(`${PATH}?after=1&wait=1`)).at('')).toMatchObject({ items: [], next: 1 })
  expect(Date.now() - began).toBeGreaterThanOrEqual(950)
})

test('401 with wait: what comes after the key was taken back is not told', async () => {
  const { client, id, office } = await agentWith(1)
  const call = client.get(`${PATH}?after=1&wait=20`)
  await until(() => api.api.shared.waiting.count() > 0, { what: 'the call to wait' })
  const [key] = (await api.repositories.agents.byId(id))!.keys
  await api.repositories.agents.revokeKey(id, key!.id, api.now())
  await happen(office, 1)
  expect((await call).at('/code')).toBe('key-invalid')
})

test('429 with wait: a caller may wait with five calls at once, and they end with their connection', async () => {
  const { client, office } = await agentWith(1)
  const waiting = Array.from({ length: 5 }, () => client.get(`${PATH}?after=1&wait=20`))
  await until(() => api.api.shared.waiting.count() === 5, { what: 'five calls to wait' })
  const sixth = await client.get(`${PATH}?after=1&wait=20`)
  expect([sixth.status, sixth.at('/code')]).toEqual([429, 'rate-limited'])
  expect((await client.get(`${PATH}?after=1`)).status).toBe(200)
  await happen(office, 1)
  await Promise.all(waiting)
  expect(api.api.shared.waiting.count()).toBe(0)
})

test('409: a number that was not given yet is no place to go on from', async () => {
  const { client } = await agentWith(2)
  const reply = await client.get(`${PATH}?after=3`)
  expect(reply.status).toBe(409)
  expect(reply.at('')).toMatchObject({
    code: 'change-number-ahead',
    errors: [{ pointer: '/after', detail: 'go on from 2', value: 2 }],
  })
})

test('410: what is kept no more is said, with the number to go on from', async () => {
  const { client, id } = await agentWith(5)
  const rows = api.database.collection('agent-changes')
  await rows.deleteMany({ agent: id, number: { $lte: 2 } })
  const gone = await client.get(`${PATH}?after=0`)
  expect(gone.status).toBe(410)
  expect(gone.at('')).toMatchObject({ code: 'changes-not-kept', errors: [{ value: 2 }] })
  expect(numbersIn((await client.get(`${PATH}?after=2`)).at(''))).toEqual([3, 4, 5])
  // Also within a page nothing is passed over.
  await rows.deleteMany({ agent: id, number: 4 })
  expect(numbersIn((await client.get(`${PATH}?after=2`)).at(''))).toEqual([3])
  await rows.deleteMany({ agent: id })
  expect((await client.get(`${PATH}?after=0`)).at('/errors/0/value')).toBe(5)
})

test.each(['after=-1', 'after=x', 'after=1.5', 'limit=0', 'limit=201', 'wait=26', 'wait=x', 'from=1'])(
  '400: %s',
  async (query) => {
    const { client } = await agentWith(0)
    expect((await client.get(`${PATH}?${query}`)).at('/code')).toBe('parameter-invalid')
  },
)

test('403: for filing systems alone; 401: not without a key', async () => {
  const officer = await api.officer('feed-clerk', ['SEND/SO'])
  expect((await officer.get(PATH)).at('/code')).toBe('not-an-agent')
  expect((await api.anyone.get(PATH)).status).toBe(401)
})

test('a call without news costs two reads, one with news two', async () => {
  const { client } = await agentWith(1)
  await client.get(PATH)
  const reads = async (path: string) => {
    api.commands.length = 0
    await client.get(path)
    return api.commands.filter((name) => name === 'find').length
  }
  const [none, some] = [await reads(`${PATH}?after=1`), await reads(`${PATH}?after=0`)]
  // One more finds the key.
  expect([none, some]).toEqual([3, 3])
})

test('a process that stops lets no call wait on: each gets its response', async () => {
  const { client } = await agentWith(1)
  const call = client.get(`${PATH}?after=1&wait=25`)
  await until(() => api.api.shared.waiting.count() > 0, { what: 'the call to wait' })
  const began = Date.now()
  api.api.shared.waiting.stop()
  const reply = await call
  expect([reply.status, reply.at('/items')]).toEqual([200, []])
  expect(Date.now() - began).toBeLessThan(5_000)
})
