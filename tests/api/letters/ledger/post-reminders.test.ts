import type { Tapal } from '../../../../domain/letters/tapal/tapal'
import { carryOutLedgerAct } from '../../../../services/letters/ledger/carry-out'
import { follow } from '../../../../services/operations/duty/follow'
import { dispatchDuties } from '../../../../services/letters/dispatch/case'
import { openApi, PASSWORD, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { dutyDeps } from '../../../support/duty-deps'
import { circularTo, rowsOf } from './circular'

const HOUR_MS = 3_600_000

let api: TestApi
let sender: Client
let keys = 0
beforeAll(async () => {
  api = await openApi()
  sender = await api.officer('sender', ['SEND/SO'])
})
afterAll(() => api.close())

const remind = (id: string, body: object = {}, key = `key-${(keys += 1)}`, client = sender) =>
  client.post(`/v1/dispatches/${id}/reminders`, body, { 'idempotency-key': key })
const remindersOf = ({ events }: Tapal) => events.filter(({ cause }) => cause === 'reminded-by-sender').length
/** The duty does what is left. */
async function carryOn(): Promise<void> {
  while (await carryOutLedgerAct(api.deps, api.now()));
}

describe('POST /v1/dispatches/:id/reminders', () => {
  test('202: who has the letter and has not acknowledged it is reminded once, and nobody else', async () => {
    const { dispatch } = await circularTo(api, 12, (n) => {
      if (n === 0) return { state: 'acknowledged', owes: false }
      if (n === 1) return { state: 'routed', deliveredAt: null }
      if (n === 2) return { purpose: 'information', owes: false }
      return n === 3 ? { escalatedTo: ['RECV/HEAD'], level: 1 } : {}
    })
    const reply = await remind(dispatch.id)
    expect([reply.status, reply.body]).toMatchObject([
      202,
      { kind: 'remind', state: 'done', expected: 9, done: 9, district: null },
    ])
    const rows = await rowsOf(api, dispatch.id)
    expect(rows.map(remindersOf)).toEqual([0, 0, 0, ...Array.from({ length: 9 }, () => 1)])
    expect(rows[3]!.events.at(-1)).toMatchObject({
      ...{ kind: 'notice', from: 'delivered', to: 'delivered' },
      actor: { kind: 'seat', seat: 'SEND/SO', holder: 'PEN-sender' },
    })
    expect(rows[3]!.dueAt).not.toBeNull()

    await follow(dutyDeps(api), [dispatchDuties], api.now())
    const seats = [rows[3]!.seat, 'RECV/HEAD']
    const told = await api.repositories.notices.newest(seats, {
      operator: false,
      kinds: ['reminder'],
      limit: 9,
    })
    expect(told.map(({ seat, tapal }) => [seat, tapal]).sort()).toEqual(
      seats.map((seat) => [seat, rows[3]!.id]).sort(),
    )
    const entries = await api.repositories.audit.of(dispatch.id)
    expect(entries.find(({ what }) => what === 'ledger-remind')).toMatchObject({
      actor: { seat: 'SEND/SO' },
      after: { expected: 9, district: null },
    })
  })

  test('202: those of a district alone; then the others', async () => {
    const { dispatch } = await circularTo(api, 9)
    expect((await remind(dispatch.id, { district: 'Idukki' })).at('/done')).toBe(3)
    expect((await remind(dispatch.id, { district: '-' })).at('/done')).toBe(3)
    expect((await remind(dispatch.id)).at('/done')).toBe(3)
    expect((await rowsOf(api, dispatch.id)).map(remindersOf)).toEqual(Array.from({ length: 9 }, () => 1))
    const list = await sender.get(`/v1/dispatches/${dispatch.id}/ledger-acts`)
    expect((list.at('/items') as { district: unknown }[]).map(({ district }) => district)).toEqual([
      null,
      '',
      'Idukki',
    ])
  })

  test('409 nobody-meant: nobody is reminded twice within 24 hours', async () => {
    const { dispatch } = await circularTo(api, 3)
    await remind(dispatch.id)
    api.advance(23 * HOUR_MS)
    await sender.signIn('sender', PASSWORD)
    const early = await remind(dispatch.id)
    expect([early.status, early.at('/code')]).toEqual([409, 'nobody-meant'])
    api.advance(HOUR_MS)
    await sender.signIn('sender', PASSWORD)
    expect((await remind(dispatch.id)).at('/done')).toBe(3)
  })

  test('202: many cost a hundredth of a round trip each; a kill between two writes doubles none and leaves none out', async () => {
    const { dispatch } = await circularTo(api, 1_200)
    api.commands.length = 0
    const begun = await remind(dispatch.id)
    expect([begun.at('/state'), begun.at('/expected'), begun.at('/done')]).toEqual(['under-way', 1_200, null])
    // A worker writes the rows of the second step, and dies before it has noted it.
    const { ledgerActs } = api.repositories
    const dead = { ...ledgerActs, advance: () => Promise.reject(new Error('killed')) }
    const repositories = { ...api.repositories, ledgerActs: dead }
    await expect(carryOutLedgerAct({ ...api.deps, repositories }, api.now())).rejects.toThrow('killed')
    expect(await carryOutLedgerAct(api.deps, api.now())).toBe(false)
    expect((await rowsOf(api, dispatch.id)).map(remindersOf).filter((count) => count === 1)).toHaveLength(
      1_000,
    )
    api.advance(60_001)
    await carryOn()
    expect(api.commands.length / 1_200).toBeLessThanOrEqual(0.1)
    expect((await rowsOf(api, dispatch.id)).every((row) => remindersOf(row) === 1)).toBe(true)
    const list = await sender.get(`/v1/dispatches/${dispatch.id}/ledger-acts`)
    expect(list.at('/items/0')).toMatchObject({ state: 'done', expected: 1_200, done: 1_200 })
  })

  test('202: a repeat returns the same; 422 idempotency-key-reused: another one under its key', async () => {
    const { dispatch } = await circularTo(api, 3)
    const first = await remind(dispatch.id, {}, 'twice')
    expect((await remind(dispatch.id, {}, 'twice')).body).toEqual(first.body)
    const other = await remind(dispatch.id, { district: 'Idukki' }, 'twice')
    expect([other.status, other.at('/code')]).toEqual([422, 'idempotency-key-reused'])
  })

  test('ten at once under ten keys remind each recipient once', async () => {
    const { dispatch } = await circularTo(api, 6)
    const replies = await Promise.all(Array.from({ length: 10 }, () => remind(dispatch.id)))
    expect(replies.filter(({ status }) => status === 202).length).toBeGreaterThan(0)
    const done = replies.map((reply) => (reply.status === 202 ? Number(reply.at('/done')) : 0))
    expect(done.reduce((sum, count) => sum + count, 0)).toBe(6)
    expect((await rowsOf(api, dispatch.id)).map(remindersOf)).toEqual([1, 1, 1, 1, 1, 1])
  })

  test('409 recipients-pending: before the recipients are worked out', async () => {
    const reply = await remind((await api.dispatch({ state: 'accepted', number: null })).id)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'recipients-pending'])
  })

  test('403 seat-not-held: a colleague of the sender; 404 dispatch-unknown: another office', async () => {
    const { dispatch } = await circularTo(api, 1)
    const colleague = await api.officer('colleague', ['SEND/US'])
    const other = await api.officer('other', ['RECV/HEAD'])
    const codes = await Promise.all(
      [colleague, other].map(async (client) => (await remind(dispatch.id, {}, 'k', client)).at('/code')),
    )
    expect(codes).toEqual(['seat-not-held', 'dispatch-unknown'])
  })
})
