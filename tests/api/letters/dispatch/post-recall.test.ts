import { openApi, type TestApi } from '../../../support/api'
import type { Client } from '../../../support/api-client'
import { until } from '../../../support/until'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'

describe('POST /v1/dispatches/:id/recall', () => {
  let api: TestApi
  let sender: Client
  beforeAll(async () => {
    api = await openApi()
    sender = await api.officer('sender', ['SEND/SO'])
  })
  afterAll(() => api.close())
  const recall = (client: Client, { id }: Dispatch, body: object = { reason: 'Wrong enclosure' }) =>
    client.post(`/v1/dispatches/${id}/recall`, body)

  test('202: what is not taken is taken back, what is taken stays; the run is told', async () => {
    const dispatch = await api.dispatch()
    await api.tapal(dispatch, { mechanism: 'push' })
    await api.tapal(dispatch, { hop: 1, state: 'routed', attempts: 0, deliveredAt: null })
    await api.tapal(dispatch, { hop: 2, state: 'acknowledged', owes: false })
    const reply = await recall(sender, dispatch)
    expect([reply.status, reply.at('/counts')]).toEqual([202, { recalled: 2, acknowledged: 1 }])
    const rows = await api.repositories.tapals.ofDispatch(dispatch.id)
    expect(rows.filter(({ withdrawOwed }) => withdrawOwed).map(({ mechanism }) => mechanism)).toEqual([
      'push',
    ])
    expect(rows.find(({ state }) => state === 'recalled')?.events.at(-1)?.actor).toEqual({
      kind: 'seat',
      seat: 'SEND/SO',
      holder: 'PEN-sender',
    })
    await until(
      () => api.runs.calls.some(({ call, subject }) => call.endsWith('recalled') && subject === dispatch.id),
      {
        what: 'the signal',
      },
    )
  })

  test('202: a repeat returns the same, and the first reason stays', async () => {
    const dispatch = await api.dispatch()
    await api.tapal(dispatch)
    const first = await recall(sender, dispatch)
    const again = await recall(sender, dispatch, { reason: 'Another reason' })
    expect([again.status, again.body]).toEqual([202, first.body])
    expect((await api.repositories.dispatches.byId(dispatch.id))?.recall?.reason).toBe('Wrong enclosure')
  })

  test('202: before the recipients are resolved', async () => {
    const dispatch = await api.dispatch({ state: 'accepted', number: null })
    expect((await recall(sender, dispatch)).status).toBe(202)
  })

  test('409 not-recallable: every addressee has taken it', async () => {
    const dispatch = await api.dispatch()
    await api.tapal(dispatch, { state: 'acknowledged' })
    const reply = await recall(sender, dispatch)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'not-recallable'])
    expect((await api.repositories.dispatches.byId(dispatch.id))?.recall).toBeNull()
  })

  test('409 dispatch-ended', async () => {
    const dispatch = await api.dispatch({ state: 'cancelled' })
    const reply = await recall(sender, dispatch)
    expect([reply.status, reply.at('/code')]).toEqual([409, 'dispatch-ended'])
  })

  test('one of recall and acknowledgement wins, never both', async () => {
    const holder = await api.officer('holder', ['RECV/TAPAL'])
    for (let round = 0; round < 10; round += 1) {
      const dispatch = await api.dispatch()
      const tapal = await api.tapal(dispatch)
      const [back, taken] = await Promise.all([
        recall(sender, dispatch),
        holder.post(`/v1/tapals/${tapal.id}/acknowledgement`, { seat: 'RECV/TAPAL', diaryNumber: 'D' }),
      ])
      const { state } = (await api.repositories.tapals.byId(tapal.id))!
      const expected = state === 'recalled' ? [202, 409] : [409, 200]
      expect([back.status, taken.status]).toEqual(expected)
    }
  })

  test('403 seat-not-held: a colleague of the sender', async () => {
    const colleague = await api.officer('colleague', ['SEND/US'])
    const reply = await recall(colleague, await api.dispatch())
    expect([reply.status, reply.at('/code')]).toEqual([403, 'seat-not-held'])
  })

  test('404 dispatch-unknown: another office', async () => {
    const other = await api.officer('other', ['RECV/HEAD'])
    const reply = await recall(other, await api.dispatch())
    expect([reply.status, reply.at('/code')]).toEqual([404, 'dispatch-unknown'])
  })

  test('422 validation-failed: no reason', async () => {
    const reply = await recall(sender, await api.dispatch(), {})
    expect([reply.status, reply.at('/code')]).toEqual([422, 'validation-failed'])
  })
})
