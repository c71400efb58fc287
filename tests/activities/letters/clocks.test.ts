import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { acknowledge as acknowledgeTapal } from '../../../services/letters/tapal/acknowledge'
import { buildSeat } from '../../support/builders'
import { recordingRuns } from '../../support/recording-runs'
import { openRig, type Rig, run } from './rig'

let rig: Rig
const TIMES = { acknowledgeWithinSeconds: 60, escalateEverySeconds: 10 }
const DAY_MS = 24 * 3_600_000
const escalate = (id: string, at = rig.clock.now) => run(() => rig.near().escalateOverdue(id, at.getTime()))
const close = (id: string) => run(() => rig.near().close(id))

/** A letter delivered to one office, whose seat has this line of seats above it. */
async function delivered(line: readonly string[] = [], overrides = {}) {
  const sent = await rig.resolved(['kcs-agent'], { times: TIMES, ...overrides })
  await run(() => rig.delivery().deliver(sent.id, 'kcs-agent', 0))
  const seats = [`${sent.offices[0]}/TAPAL`, ...line]
  await rig.repositories.seats.save(seats.map((id, i) => buildSeat(id, { reportsTo: seats[i + 1] ?? null })))
  return sent
}
/** What the sender says who takes a letter back. */
const word = () => {
  const sender = { seat: 'S', holder: 'P' }
  return [
    { ...sender, at: rig.clock.now, reason: '' },
    { kind: 'seat' as const, ...sender },
  ] as const
}
const tapalOf = async (sent: { id: string; offices: string[] }) => (await rig.tapals(sent))[0]!
const acknowledge = async (sent: { id: string; offices: string[] }) =>
  rig.repositories.tapals.apply(
    (await tapalOf(sent)).id,
    acknowledgeChange(
      { deliveredAt: null },
      {
        actor: { kind: 'agent', agent: 'A' },
        at: rig.clock.now,
        diary: { number: '7', date: rig.clock.now },
        cause: 'acknowledged-by-agent',
      },
    ),
  )

/** The same with what follows from it, by the key of its filing system. */
const acknowledgeByAgent = async (sent: { id: string; offices: string[] }) => {
  const { id, office, seat } = await tapalOf(sent)
  const agent = { id: 'A', name: 'A', offices: [office], endpoint: null, keys: [], createdAt: new Date(0) }
  return acknowledgeTapal(
    { repositories: rig.repositories, runs: Object.assign(recordingRuns(), { soon: () => undefined }) },
    { kind: 'agent', keyId: 'k', agent },
    { tapal: id, seat, diaryNumber: '7' },
    rig.clock.now,
  )
}

beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.close())

describe('escalation', () => {
  test('a step that its run no longer waits for stops before the next batch', async () => {
    const sent = await delivered()
    const abort = new AbortController()
    abort.abort()
    rig.clock.pass(DAY_MS)
    const late = rig.clock.now.getTime()
    await expect(
      run(() => rig.near().escalateOverdue(sent.id, late), { signal: abort.signal }),
    ).rejects.toThrow('stopped')
    expect((await tapalOf(sent)).level).toBe(0)
  })

  test('moves nothing before the instant, and says when it is', async () => {
    const sent = await delivered(['S1'])
    const due = rig.clock.now.getTime() + 60_000
    expect(await escalate(sent.id)).toEqual({ owing: 1, next: due, moved: 0 })
  })

  test('goes up the posts level by level, each with its own time, and the tapal stays with its seat', async () => {
    const sent = await delivered(['S1', 'S2', 'S3'])
    const { seat } = await tapalOf(sent)
    rig.clock.pass(60_000)
    const roseAt: Record<string, Date> = {}
    for (const [level, risen] of [['S1'], ['S1', 'S2'], ['S1', 'S2', 'S3']].entries()) {
      const next = rig.clock.now.getTime() + 10_000
      roseAt[`p${level}`] = rig.clock.now
      rig.sent.length = 0
      expect(await escalate(sent.id)).toEqual({ owing: 1, next, moved: 1 })
      // What is due, the seats above one after the other, the one write, and what is owed.
      expect(rig.names()).toEqual(['aggregate', 'find', 'find', 'find', 'find', 'update', 'aggregate'])
      const { roseAt: kept } = await tapalOf(sent)
      expect(kept).toEqual(roseAt)
      expect(await tapalOf(sent)).toMatchObject({
        seat,
        state: 'delivered',
        level: level + 1,
        escalatedTo: risen,
      })
      rig.clock.pass(10_000)
    }
    const escalations = (await tapalOf(sent)).events.filter(({ kind }) => kind === 'escalation')
    expect(escalations.map(({ escalation }) => escalation)).toEqual([
      { level: 1, seat: 'S1' },
      { level: 2, seat: 'S2' },
      { level: 3, seat: 'S3' },
    ])
  })

  test('repeated with the same clock changes nothing', async () => {
    const sent = await delivered(['S1', 'S2'])
    rig.clock.pass(60_000)
    const first = await escalate(sent.id)
    const row = await tapalOf(sent)
    expect(await escalate(sent.id)).toEqual({ ...first, moved: 0 })
    expect(await tapalOf(sent)).toEqual(row)
  })

  test('run twice at once, as after a time-out, moves one level', async () => {
    const sent = await delivered(['S1', 'S2'])
    rig.clock.pass(60_000)
    const reports = await Promise.all([escalate(sent.id), escalate(sent.id), escalate(sent.id)])
    expect(reports.reduce((sum, { moved }) => sum + moved, 0)).toBe(1)
    expect(await tapalOf(sent)).toMatchObject({ level: 1, escalatedTo: ['S1'] })
  })

  test('after the last seat tells the sender and the operator, and there is still a next instant', async () => {
    const sent = await delivered([])
    rig.clock.pass(60_000)
    for (let round = 0; round < 3; round += 1) {
      const next = rig.clock.now.getTime() + DAY_MS
      expect(await escalate(sent.id)).toEqual({ owing: 1, next, moved: 1 })
      expect((await tapalOf(sent)).events.at(-1)).toMatchObject({ kind: 'notice', cause: 'ladder-ended' })
      rig.clock.pass(DAY_MS)
    }
    expect(await tapalOf(sent)).toMatchObject({ level: 0, state: 'delivered', owes: true })
  })

  test('a line of seats that runs in a circle ends', async () => {
    const sent = await delivered(['S1'])
    await rig.repositories.seats.save([buildSeat('S1', { reportsTo: (await tapalOf(sent)).seat })])
    rig.clock.pass(60_000)
    await escalate(sent.id)
    rig.clock.pass(10_000)
    await escalate(sent.id)
    expect((await tapalOf(sent)).events.slice(-2).map(({ cause }) => cause)).toEqual([
      'acknowledgement-overdue',
      'ladder-ended',
    ])
  })

  test('no more than five levels are climbed', async () => {
    const sent = await delivered(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7'])
    rig.clock.pass(60_000)
    for (let i = 0; i < 7; i += 1) {
      await escalate(sent.id)
      rig.clock.pass(DAY_MS)
    }
    expect((await tapalOf(sent)).escalatedTo).toEqual(['S1', 'S2', 'S3', 'S4', 'S5'])
  })

  test('what was taken meanwhile does not rise, and a letter for information never does', async () => {
    const taken = await delivered(['S1'])
    await acknowledge(taken)
    rig.clock.pass(60_000)
    expect(await escalate(taken.id)).toEqual({ owing: 0, next: null, moved: 0 })
    const office = taken.offices[0]!
    const copy = await delivered([], { recipients: [{ office, purpose: 'information' }] })
    rig.clock.pass(10 * DAY_MS)
    expect(await escalate(copy.id)).toEqual({ owing: 0, next: null, moved: 0 })
  })

  test('a letter that was never delivered does not climb: the sender and the operator are told, again each day', async () => {
    const sent = await rig.resolved(['push'], { times: TIMES })
    rig.clock.pass(4 * 3_600_000)
    const { next, moved } = await escalate(sent.id)
    expect([next, moved]).toEqual([rig.clock.now.getTime() + DAY_MS, 1])
    const tapal = await tapalOf(sent)
    expect(tapal).toMatchObject({ state: 'routed', level: 0, escalatedTo: [] })
    expect(tapal.events.at(-1)).toMatchObject({ kind: 'notice', cause: 'transmission-overdue' })
  })

  test('a failed delivery waits thirty days for the operator and then expires', async () => {
    rig.connectors.push.answer(() => ({ kind: 'never', code: 'http-400' }))
    const sent = await rig.resolved(['push'], { times: TIMES })
    await run(() => rig.delivery().deliver(sent.id, 'push', 0))
    rig.clock.pass(30 * DAY_MS - 1)
    expect(await escalate(sent.id)).toMatchObject({ owing: 1, moved: 0 })
    rig.clock.pass(1)
    expect(await escalate(sent.id)).toEqual({ owing: 0, next: null, moved: 1 })
    expect(await tapalOf(sent)).toMatchObject({ state: 'expired', owes: false })
  })

  test('a clock that the sender states is counted in working days of the office, and climbs after the taking', async () => {
    const within = {
      acknowledge: { amount: 2, unit: 'working-days' },
      reply: { amount: 3, unit: 'working-days' },
    } as const
    const sent = await delivered(['S1'], { times: { ...TIMES, within } })
    // It came on a Sunday, which counts as Monday, the 23rd: due on Wednesday, 17:15, of which three quarters are told.
    const due = new Date('2026-11-25T11:45:00Z')
    const { clocks, dueAt } = await tapalOf(sent)
    expect(clocks).toMatchObject([{ kind: 'acknowledge', since: rig.clock.now, dueAt: due }])
    rig.clock.pass(dueAt!.getTime() - rig.clock.now.getTime())
    expect(await escalate(sent.id)).toEqual({ owing: 1, next: due.getTime(), moved: 1 })
    expect((await tapalOf(sent)).events.at(-1)).toMatchObject({ cause: 'clock-nearing', dueAt: due })
    const { tapal } = await acknowledgeByAgent(sent)
    expect(tapal).toMatchObject({ state: 'acknowledged', owes: true, clocks: [{ kind: 'reply', level: 0 }] })
    const [reply] = tapal.clocks
    rig.clock.pass(reply!.dueAt!.getTime() - rig.clock.now.getTime())
    await escalate(sent.id)
    const { next } = await escalate(sent.id)
    expect(next).toBe(rig.clock.now.getTime() + 10_000)
    const risen = await tapalOf(sent)
    expect(risen).toMatchObject({ state: 'acknowledged', level: 1, escalatedTo: ['S1'] })
    expect(risen.clocks).toEqual([{ ...reply, nextAt: risen.dueAt, level: 1, toldTo: ['S1'] }])
    expect(await close(sent.id)).toMatchObject({ closed: false, owing: 1 })
  })

  test('the clock of a circular to offices with one calendar costs one look at their days and one write for all', async () => {
    const within = { acknowledge: { amount: 2, unit: 'working-days' } } as const
    const many = Array.from({ length: 50 }, () => 'kcs-agent' as const)
    const sent = await rig.resolved(many, { times: { ...TIMES, within } })
    rig.sent.length = 0
    await run(() => rig.delivery().deliver(sent.id, 'kcs-agent', 0))
    const looked = rig.sent.filter(({ command }) => command['find'] === 'calendars')
    expect(looked).toHaveLength(1)
    const rows = await rig.tapals(sent)
    expect(new Set(rows.map(({ clocks }) => clocks[0]?.dueAt?.getTime())).size).toBe(1)
  })

  test('all overdue tapals of a circular rise in bulk', async () => {
    const sent = await rig.resolved(
      Array.from({ length: 700 }, () => 'kcs-agent' as const),
      { times: TIMES },
    )
    await run(() => rig.delivery().deliver(sent.id, 'kcs-agent', 0))
    await rig.repositories.seats.save(
      sent.offices.map((office) => buildSeat(`${office}/TAPAL`, { reportsTo: 'S1' })),
    )
    rig.clock.pass(60_000)
    rig.sent.length = 0
    expect(await escalate(sent.id)).toMatchObject({ owing: 700, moved: 700 })
    expect(rig.names().length).toBeLessThanOrEqual(12)
    expect((await rig.tapals(sent)).every(({ level }) => level === 1)).toBe(true)
  })
})

describe('closing', () => {
  test('is refused while something is owed, with the next instant', async () => {
    const sent = await delivered()
    expect(await close(sent.id)).toEqual({ closed: false, owing: 1, next: rig.clock.now.getTime() + 60_000 })
    expect(await rig.repositories.dispatches.byId(sent.id)).toMatchObject({
      state: 'in-progress',
      closedAt: null,
    })
  })

  test('ends the dispatch once nothing is owed, and again it answers the same', async () => {
    const sent = await delivered()
    await acknowledge(sent)
    const closedAt = rig.clock.now
    expect(await close(sent.id)).toEqual({ closed: true, owing: 0, next: null })
    rig.clock.pass(1_000)
    expect(await close(sent.id)).toEqual({ closed: true, owing: 0, next: null })
    expect(await rig.repositories.dispatches.byId(sent.id)).toMatchObject({ state: 'closed', closedAt })
  })

  test('a letter taken back before it reached an office ends as cancelled', async () => {
    const sent = await rig.resolved(['push'])
    await rig.repositories.dispatches.recall(sent.id, ...word())
    await run(() => rig.near().withdraw(sent.id))
    expect(await close(sent.id)).toMatchObject({ closed: true })
    expect(await rig.repositories.dispatches.byId(sent.id)).toMatchObject({ state: 'cancelled' })
  })

  test('a letter taken back after an office had taken it ends as closed', async () => {
    const sent = await delivered()
    await acknowledge(sent)
    await rig.repositories.dispatches.recall(sent.id, ...word())
    await run(() => rig.near().withdraw(sent.id))
    await close(sent.id)
    expect(await rig.repositories.dispatches.byId(sent.id)).toMatchObject({ state: 'closed' })
  })

  test('costs at most three round trips', async () => {
    const sent = await delivered()
    await acknowledge(sent)
    rig.sent.length = 0
    await close(sent.id)
    expect(rig.names().length).toBeLessThanOrEqual(3)
  })
})
