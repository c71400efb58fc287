import { desksOf } from '../../../../api/routes/letters/tapal/history'
import { noticesFor } from '../../../../domain/letters/notice/plan'
import { MAX_EVENTS } from '../../../../domain/letters/tapal/change'
import type { TapalEvent } from '../../../../domain/letters/tapal/event'
import { type CallbackRig, openCallbacks, report, taken } from './callbacks'

describe('reports that come late, out of order or again', () => {
  let rig: CallbackRig
  beforeAll(async () => {
    rig = await openCallbacks()
  })
  afterAll(() => rig.api.close())
  const lying: CallbackRig['lying'] = (overrides) => rig.lying(overrides)
  const rowOf: CallbackRig['rowOf'] = (tapal) => rig.rowOf(tapal)
  const call: CallbackRig['call'] = (reports) => rig.call(reports)

  test('200: an office that had it before it was taken back keeps its number, and the sender is told', async () => {
    const tapal = await lying({ state: 'recalled', withdrawOwed: true, owes: false })
    expect((await call([taken(tapal, 'PY/216')])).status).toBe(200)
    const row = await rowOf(tapal)
    expect(row).toMatchObject({ state: 'acknowledged', withdrawOwed: false, diary: { number: 'PY/216' } })
    const notices = noticesFor(row, row.events.at(-1)!, () => [])
    expect(notices).toMatchObject([{ kind: 'not-taken-back', seat: row.sender.seat }])
  })

  test.each([
    ['in one call', (all: object[]) => [all]],
    ['in one call each', (all: object[]) => all.map((one) => [one])],
  ] as const)(
    '200: reports that come late and out of order, %s: the greatest state and the newest desk hold',
    async (_how, calls) => {
      const tapal = await lying({ createdAt: new Date(rig.api.now().getTime() - 3_600_000) })
      const at = (minutes: number) => ({
        at: new Date(rig.api.now().getTime() - minutes * 60_000).toISOString(),
      })
      const told = [
        { ...report(tapal, 'closed'), ...at(5) },
        { ...report(tapal, 'movement', { desk: { to: 'B' } }), ...at(6) },
        { ...report(tapal, 'opened'), ...at(8) },
        { ...taken(tapal, 'D/9'), ...at(9) },
        { ...report(tapal, 'movement', { desk: { to: 'A' } }), ...at(7) },
      ]
      for (const reports of calls(told)) expect((await call(reports)).status).toBe(200)
      const row = await rowOf(tapal)
      expect(row).toMatchObject({ state: 'closed', owes: false, diary: { number: 'D/9' } })
      expect(desksOf(row.events, rig.api.now()).map(({ to }) => to)).toEqual(['A', 'B'])
    },
  )

  test('422 report-key-reused: another report under a key; the same again is 200, and nothing is half done', async () => {
    const tapal = await lying()
    const key = 'L/216'
    const first = { ...taken(tapal, 'L/216'), key }
    expect((await call([first])).status).toBe(200)
    expect((await call([{ ...first, at: rig.api.now().toISOString() }])).status).toBe(200)
    for (const other of [report(tapal, 'movement', { desk: { to: 'A' } }), report(tapal, 'closed')]) {
      const reply = await call([{ ...other, key }])
      expect([reply.status, reply.at('/errors/0/code')]).toEqual([422, 'report-key-reused'])
    }
    expect(await rowOf(tapal)).toMatchObject({ state: 'acknowledged', sequence: tapal.sequence + 1 })
  })

  test('200: what was kept before its digest was counts as a repeat', async () => {
    const actor = { kind: 'agent', agent: 'agent-cdit' } as const
    const old: TapalEvent = {
      ...{ sequence: 3, kind: 'movement', from: 'delivered', to: 'delivered', cause: 'marked', actor },
      ...{ at: rig.api.now(), key: 'old', desk: { to: 'A' } },
    }
    const base = await lying()
    const tapal = await lying({ sequence: 3, events: [...base.events, old] })
    const reply = await call([{ ...report(tapal, 'movement', { desk: { to: 'B' } }), key: 'old' }])
    expect(reply.status).toBe(200)
    expect((await rowOf(tapal)).sequence).toBe(3)
  })

  test('200 condensed: a report for which older entries of a very long trace gave way', async () => {
    const base = await lying()
    const entry = { ...base.events[0]!, kind: 'movement', cause: 'marked', desk: { to: 'A' } } as const
    const events = Array.from({ length: MAX_EVENTS + 1 }, (_, i) => ({ ...entry, sequence: i + 1 }))
    const tapal = await lying({ sequence: events.length, events })
    const reply = await call([report(tapal, 'movement', { desk: { to: 'B' } })])
    expect([reply.status, reply.body]).toEqual([200, { accepted: 1, condensed: 1 }])
    expect((await rowOf(tapal)).events.at(-1)?.desk?.to).toBe('B')
  })
})
