import { acknowledgeChange } from '../../../../domain/letters/tapal/acts'
import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { followTapals } from '../../../../services/letters/tapal/follow'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { dutyDeps } from '../../../support/duty-deps'
import { circularTo } from './circular'

const MANY = 600
const ALL = { limit: 1_000, parts: { of: 1, held: [0] }, except: [] }

let api: TestApi
let sender: Client
beforeAll(async () => {
  api = await openApi()
  sender = await api.officer('sender', ['SEND/SO'])
})
afterAll(() => api.close())

const tallyOf = (dispatch: string) => sender.get(`/v1/dispatches/${dispatch}/tally`)
const acknowledge = (tapals: readonly Tapal[]) =>
  api.repositories.tapals.applyToAll(
    tapals.map(({ id }) => id),
    acknowledgeChange(
      { deliveredAt: null },
      {
        ...{ actor: { kind: 'kcs' }, at: api.now(), cause: 'acknowledged-by-agent' },
        diary: { number: '1', date: api.now() },
      },
    ),
  )
/** All that changed is followed; `marked` false: the follower is killed before it has marked the rows. */
async function follow(marked = true): Promise<void> {
  const deps = dutyDeps(api)
  const { tapals } = deps.repositories
  const killed = { ...tapals, markFollowed: () => Promise.reject(new Error('killed')) }
  const repositories = marked ? deps.repositories : { ...deps.repositories, tapals: killed }
  const news = await followTapals({ ...deps, repositories }, ALL, api.now())
  await news?.done().catch(() => undefined)
}
const countings = () => api.commands.filter((command) => command === 'aggregate').length

describe('GET /v1/dispatches/:id/tally', () => {
  test('200: in all, by district and by department, each recipient once', async () => {
    const { dispatch } = await circularTo(api, 12, (n) =>
      n < 4 ? { state: 'acknowledged', owes: false } : n === 4 ? { purpose: 'information' } : {},
    )
    const reply = await tallyOf(dispatch.id)
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({
      asOf: expect.any(String) as string,
      ...{ recipients: 12, owing: 7, counts: { acknowledged: 4, delivered: 8 } },
      standings: { 'on-the-way': 0, 'not-taken': 8, taken: 4, failed: 0, 'taken-back': 0, 'passed-on': 0 },
      districts: [
        { district: '', recipients: 4, owing: 3, counts: { acknowledged: 1, delivered: 3 } },
        { district: 'Ernakulam', recipients: 4, owing: 2, counts: { acknowledged: 2, delivered: 2 } },
        { district: 'Idukki', recipients: 4, owing: 2, counts: { acknowledged: 1, delivered: 3 } },
      ],
      departments: [
        { department: 'ITD', name: 'ITD', recipients: 6, owing: 4 },
        { department: 'LSGD', recipients: 6, owing: 3 },
      ],
    })
  })

  test('a letter to many is not counted for each who looks, and what changed is counted once it was followed', async () => {
    const { dispatch, tapals } = await circularTo(api, MANY)
    await follow()
    await tallyOf(dispatch.id)
    api.advance(3_000)
    const second = await tallyOf(dispatch.id)
    const asOf = second.at('/asOf')
    api.commands.length = 0
    api.advance(3_000)
    const looks = await Promise.all(Array.from({ length: 8 }, () => tallyOf(dispatch.id)))
    expect(countings()).toBe(0)
    expect(new Set(looks.map((look) => look.at('/asOf')))).toEqual(new Set([asOf]))

    await acknowledge(tapals.slice(0, 250))
    await follow()
    const changed = await tallyOf(dispatch.id)
    expect(changed.at('/counts')).toEqual({ acknowledged: 250, delivered: MANY - 250 })
    expect(Date.parse(String(changed.at('/asOf')))).toBeGreaterThan(Date.parse(String(asOf)))
    const letter = await sender.get(`/v1/dispatches/${dispatch.id}`)
    expect([letter.at('/counts'), letter.at('/countedAt')]).toEqual([
      { acknowledged: 250, delivered: MANY - 250 },
      changed.at('/asOf'),
    ])
  })

  test('the many who look while it changes have it counted once in two seconds', async () => {
    const { dispatch, tapals } = await circularTo(api, MANY)
    await tallyOf(dispatch.id)
    await acknowledge(tapals.slice(0, 10))
    await follow()
    api.advance(2_100)
    api.commands.length = 0
    await Promise.all(Array.from({ length: 10 }, () => tallyOf(dispatch.id)))
    await acknowledge(tapals.slice(10, 20))
    await follow()
    expect((await tallyOf(dispatch.id)).at('/counts/acknowledged')).toBe(10)
    expect(countings()).toBe(1 + 1)
    api.advance(2_100)
    expect((await tallyOf(dispatch.id)).at('/counts/acknowledged')).toBe(20)
  })

  test('nothing is counted twice where the follower is killed and follows the same again', async () => {
    const { dispatch, tapals } = await circularTo(api, MANY)
    await tallyOf(dispatch.id)
    await acknowledge(tapals.slice(0, 7))
    await follow(false)
    api.advance(3_000)
    expect((await tallyOf(dispatch.id)).at('/counts')).toEqual({ acknowledged: 7, delivered: MANY - 7 })
    await follow()
    await follow()
    api.advance(3_000)
    expect((await tallyOf(dispatch.id)).at('/counts')).toEqual({ acknowledged: 7, delivered: MANY - 7 })
  })

  test('where a process dies while it counts, the counts of before are told, and another counts after ten seconds', async () => {
    const { dispatch, tapals } = await circularTo(api, MANY)
    await tallyOf(dispatch.id)
    api.advance(3_000)
    const { tallies } = api.repositories
    const kept = (await tallies.kept([dispatch.id])).get(dispatch.id)!
    const until = new Date(api.now().getTime() + 10_000)
    expect(await tallies.take(dispatch.id, kept.asOf, api.now(), until)).toBe(1)
    await acknowledge(tapals.slice(0, 5))
    await follow()
    expect((await tallyOf(dispatch.id)).at('/counts')).toEqual({ delivered: MANY })
    api.advance(10_001)
    expect((await tallyOf(dispatch.id)).at('/counts')).toEqual({ acknowledged: 5, delivered: MANY - 5 })
  })

  test('404 dispatch-unknown: a receiving office', async () => {
    const { dispatch } = await circularTo(api, 1)
    const other = await api.officer('receiver', ['RECV/TAPAL'])
    const reply = await other.get(`/v1/dispatches/${dispatch.id}/tally`)
    expect([reply.status, reply.at('/code')]).toEqual([404, 'dispatch-unknown'])
  })
})
