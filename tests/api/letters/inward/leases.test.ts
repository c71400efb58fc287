import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { openApi, type TestApi } from '../../../support/api'
import type { Client, Reply } from '../../../support/api-client'
import { agentAt, INWARDS, key, laidOut } from './rig'

let api: TestApi
let agent: Client
beforeAll(async () => {
  api = await openApi()
  agent = await agentAt(api, 'puller')
})
afterAll(() => api.close())

const row = async ({ id }: Tapal): Promise<Tapal> => (await api.repositories.tapals.byId(id))!
const say = (tapal: Tapal, act: string, body: object = {}): Promise<Reply> =>
  agent.post(`${INWARDS}/${tapal.id}/${act}`, body, key())
/** A letter that was given out to the agent. */
async function fetched(query = ''): Promise<Tapal> {
  const tapal = await laidOut(api)
  const reply = await agent.get(`${INWARDS}?limit=100${query}`)
  expect(reply.text).toContain(tapal.id)
  return row(tapal)
}

describe('a lease', () => {
  const leaseOf = async (tapal: Tapal): Promise<string> => (await row(tapal)).lease!.id
  const extend = async (tapal: Tapal, body: object): Promise<Reply> =>
    agent.post(`${INWARDS}/${tapal.id}/lease`, body)
  const isGiven = async (tapal: Tapal): Promise<boolean> =>
    (await agent.get(`${INWARDS}?limit=100`)).text.includes(tapal.id)

  test('is extended from now on', async () => {
    const tapal = await fetched('&leaseSeconds=10')
    const lease = await leaseOf(tapal)
    const reply = await extend(tapal, { lease, seconds: 60 })
    expect(reply).toMatchObject({ status: 200, body: { id: tapal.id, lease: { id: lease } } })
    api.advance(30_000)
    expect(await isGiven(tapal)).toBe(false)
    api.advance(31_000)
    expect(await isGiven(tapal)).toBe(true)
  })

  test('is given back by 0 seconds', async () => {
    const tapal = await fetched()
    expect((await extend(tapal, { lease: await leaseOf(tapal), seconds: 0 })).status).toBe(200)
    expect(await isGiven(tapal)).toBe(true)
  })

  test('that ran out is extended as long as nobody else has the letter, and then it is lost', async () => {
    const tapal = await fetched('&leaseSeconds=10')
    const lease = await leaseOf(tapal)
    api.advance(11_000)
    expect((await extend(tapal, { lease, seconds: 10 })).status).toBe(200)
    api.advance(11_000)
    expect(await isGiven(tapal)).toBe(true)
    expect(await extend(tapal, { lease })).toMatchObject({ status: 409, body: { code: 'lease-lost' } })
  })

  test('ends with what is said of the letter', async () => {
    const tapal = await fetched()
    const lease = await leaseOf(tapal)
    await say(tapal, 'receive', { reference: 'R-9' })
    expect(await extend(tapal, { lease })).toMatchObject({ status: 409, body: { code: 'lease-lost' } })
  })

  test.each([{}, { lease: '' }, { lease: 'x', seconds: -1 }, { lease: 'x', seconds: 3_601 }])(
    '%j is no extension',
    async (body) => {
      expect((await extend(await fetched(), body)).status).toBe(422)
    },
  )
})

describe('a letter that was recalled while the agent had it', () => {
  async function recalled(): Promise<Tapal> {
    const tapal = await fetched()
    await api.repositories.tapals.recall(tapal.dispatch, { kind: 'kcs' }, api.now())
    return row(tapal)
  }

  test('is given back, and what was said stands', async () => {
    const tapal = await recalled()
    expect((await say(tapal, 'withdraw', { end: 'withdrawn' })).at('/state')).toBe('recalled')
    expect((await say(tapal, 'withdraw', { end: 'withdrawn' })).status).toBe(200)
    expect(await row(tapal)).toMatchObject({ withdrawOwed: false })
    for (const [act, body, code] of [
      ['withdraw', { end: 'taken' }, 'not-withdrawable'],
      ['acknowledge', { diaryNumber: 'D/13' }, 'not-acknowledgeable'],
      ['receive', { reference: 'R-10' }, 'not-receivable'],
    ] as const)
      expect(await say(tapal, act, body)).toMatchObject({ status: 409, body: { code } })
  })

  test('is kept by an office that has taken it, whose number counts', async () => {
    const tapal = await recalled()
    expect((await say(tapal, 'withdraw', { end: 'taken' })).status).toBe(200)
    expect((await say(tapal, 'acknowledge', { diaryNumber: 'D/14' })).at('/state')).toBe('acknowledged')
  })

  test('one that was not recalled is not given back', async () => {
    const tapal = await fetched()
    expect(await say(tapal, 'withdraw', { end: 'withdrawn' })).toMatchObject({
      status: 409,
      body: { code: 'not-withdrawable' },
    })
  })
})
