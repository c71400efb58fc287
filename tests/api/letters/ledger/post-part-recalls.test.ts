import { closeDispatch } from '../../../../services/letters/dispatch/close'
import { carryOutLedgerAct } from '../../../../services/letters/ledger/carry-out'
import { withdrawnChange } from '../../../../domain/letters/tapal/recall'
import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { circularTo, rowsOf } from './circular'

let api: TestApi
let sender: Client
let keys = 0
beforeAll(async () => {
  api = await openApi()
  sender = await api.officer('sender', ['SEND/SO'])
})
afterAll(() => api.close())

const recall = (id: string, body: object = {}, key = `key-${(keys += 1)}`) =>
  sender.post(
    `/v1/dispatches/${id}/part-recalls`,
    { reason: 'Meant for others', ...body },
    { 'idempotency-key': key },
  )
const statesOf = async (id: string) => (await rowsOf(api, id)).map(({ state }) => state)
const UNDELIVERED = { state: 'routed', deliveredAt: null, attempts: 0, nextAttemptAt: new Date() } as const

describe('POST /v1/dispatches/:id/part-recalls', () => {
  test('202: from those whom it has not reached; the others keep it, the letter goes on, and the counts add up', async () => {
    const { dispatch } = await circularTo(api, 6, (n) => {
      if (n === 0) return UNDELIVERED
      if (n === 1) return { ...UNDELIVERED, attempts: 3, parked: true }
      return n === 2 ? { state: 'acknowledged', owes: false } : {}
    })
    const reply = await recall(dispatch.id)
    expect([reply.status, reply.body]).toMatchObject([
      202,
      { kind: 'recall', state: 'done', expected: 2, done: 2, alsoDelivered: false },
    ])
    expect(await statesOf(dispatch.id)).toEqual([
      ...['recalled', 'recalled', 'acknowledged'],
      ...['delivered', 'delivered', 'delivered'],
    ])
    const [untried, tried] = await rowsOf(api, dispatch.id)
    expect([untried, tried]).toMatchObject([
      { withdrawOwed: false, owes: false, nextAttemptAt: null },
      { withdrawOwed: true, owes: false, parked: false },
    ])
    const letter = await sender.get(`/v1/dispatches/${dispatch.id}`)
    expect(letter.body).toMatchObject({
      ...{ state: 'in-progress', recalledAt: null, recipients: 6 },
      counts: { recalled: 2, acknowledged: 1, delivered: 3 },
    })
    const told = api.runs.calls.filter(({ subject }) => subject === dispatch.id)
    expect(told.map(({ call }) => call)).toContain('signal dispatch recalled')
    const row = await api.database.collection<{ _id: string }>('dispatches').findOne({ _id: dispatch.id })
    expect(row).toMatchObject({ followed: false })
    expect((row as unknown as { changes: object[] }).changes.at(-1)).toMatchObject({
      ...{ cause: 'recalled-in-part', from: 'in-progress', to: 'in-progress' },
      actor: { kind: 'seat', seat: 'SEND/SO' },
    })
  })

  test('202: from a district, also where it lies already', async () => {
    const { dispatch } = await circularTo(api, 6, (n) =>
      n === 4 ? { state: 'acknowledged', owes: false } : {},
    )
    expect((await recall(dispatch.id, { district: 'Idukki', alsoDelivered: true })).at('/done')).toBe(1)
    expect(await statesOf(dispatch.id)).toEqual([
      ...['delivered', 'recalled', 'delivered'],
      ...['delivered', 'acknowledged', 'delivered'],
    ])
  })

  test('a letter of which nothing else is owed closes once its agents have given it back, and not before', async () => {
    const { dispatch } = await circularTo(api, 2, (n) =>
      n === 0 ? { ...UNDELIVERED, attempts: 1 } : { state: 'acknowledged', owes: false },
    )
    await recall(dispatch.id)
    const close = () => closeDispatch(api.deps, { dispatch: dispatch.id }, api.now())
    expect(await close()).toMatchObject({ closed: false, recalled: true })
    const [owed] = await rowsOf(api, dispatch.id)
    const where = { state: 'recalled' } as const
    await api.repositories.tapals.apply(owed!.id, withdrawnChange('withdrawn', api.now()), { where })
    expect(await close()).toMatchObject({ closed: true })
    expect((await api.repositories.dispatches.byId(dispatch.id))?.state).toBe('closed')
  })

  test('202: while Temporal is away it is noted all the same, and the duty tells the run', async () => {
    const { dispatch } = await circularTo(api, 2, () => UNDELIVERED)
    api.runs.down = true
    const reply = await recall(dispatch.id)
    api.runs.down = false
    expect([reply.status, reply.at('/state'), reply.at('/done')]).toEqual([202, 'under-way', null])
    expect(await statesOf(dispatch.id)).toEqual(['recalled', 'recalled'])
    api.runs.calls.length = 0
    expect(await carryOutLedgerAct(api.deps, new Date(api.now().getTime() + 60_001))).toBe(true)
    expect(api.runs.calls).toMatchObject([{ call: 'signal dispatch recalled', subject: dispatch.id }])
    const list = await sender.get(`/v1/dispatches/${dispatch.id}/ledger-acts`)
    expect(list.at('/items/0')).toMatchObject({ state: 'done', done: 2 })
  })

  test('one of a recall and an acknowledgement wins, never both', async () => {
    const holder = await api.officer('holder', ['RECV/TAPAL'])
    for (let round = 0; round < 5; round += 1) {
      const dispatch = await api.dispatch()
      const tapal = await api.tapal(dispatch)
      const [back, taken] = await Promise.all([
        recall(dispatch.id, { alsoDelivered: true }),
        holder.post(`/v1/tapals/${tapal.id}/acknowledgement`, { seat: 'RECV/TAPAL', diaryNumber: 'D' }),
      ])
      const { state } = (await api.repositories.tapals.byId(tapal.id))!
      const came = back.status === 202 ? back.at('/done') : 0
      expect([came, taken.status]).toEqual(state === 'recalled' ? [1, 409] : [0, 200])
    }
  })

  test('409 nobody-meant: everybody has it already', async () => {
    const { dispatch } = await circularTo(api, 3)
    const reply = await recall(dispatch.id)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'nobody-meant'])
    expect((await api.repositories.dispatches.byId(dispatch.id))?.recalledInPartAt).toBeUndefined()
  })

  test('409 dispatch-ended: a failed recipient of a letter that has ended', async () => {
    const dispatch = await api.dispatch({ state: 'closed', closedAt: api.now() })
    await api.tapal(dispatch, { state: 'failed' })
    const reply = await recall(dispatch.id)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'dispatch-ended'])
    expect(await statesOf(dispatch.id)).toEqual(['failed'])
  })

  test('422 validation-failed: no reason', async () => {
    const { dispatch } = await circularTo(api, 1)
    const reply = await recall(dispatch.id, { reason: '' })
    expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
  })
})
