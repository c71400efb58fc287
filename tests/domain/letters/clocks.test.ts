import { openDays } from '../../../domain/common/clock/days'
import { CLOCK_KINDS } from '../../../domain/common/clock/kinds'
import { acknowledgeChange } from '../../../domain/letters/tapal/acts'
import { deliveredFields, failedFields, routedFields } from '../../../domain/letters/tapal/change'
import { clockChange, MAX_CLOCK_CHANGES } from '../../../domain/letters/tapal/clock-change'
import { clockRow, endedBy, runsIn, startedIn } from '../../../domain/letters/tapal/clock-table'
import { clocksOf, owedBy, pausedSince, whyDue } from '../../../domain/letters/tapal/clocks'
import { overdueChange } from '../../../domain/letters/tapal/overdue'
import { statesBefore, TAPAL_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { KERALA } from '../common/clock/calendars'
import { buildDelivered, buildTapal } from '../../database/room'

/** A Monday, 11:30 in Kerala. */
const NOW = new Date('2026-11-23T06:00:00Z')
const after = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000)
const days = openDays(KERALA, undefined, undefined)
const act = { actor: { kind: 'seat', seat: 'DC1/TAPAL', holder: 'P' } as const, at: NOW }
const nobody = (): null => null

const TIMES = {
  ...{ acknowledgeWithinSeconds: 600, escalateEverySeconds: 3600 },
  within: {
    acknowledge: { amount: 3, unit: 'working-days' },
    open: { amount: 7, unit: 'working-hours' },
    act: { amount: 5, unit: 'working-days' },
    reply: { amount: 15, unit: 'working-days' },
  },
} as const satisfies Tapal['times']

/** A tapal that was taken now, with clocks for all that the sender states. */
function taken(): Tapal {
  const tapal = buildDelivered({ times: TIMES }, NOW)
  const facts = { ...act, diary: { number: '1', date: NOW }, cause: 'acknowledged-by-seat' } as const
  const { set } = acknowledgeChange({ ...tapal, days }, facts)
  return { ...tapal, ...set, state: 'acknowledged' }
}
const kinds = ({ clocks }: Pick<Tapal, 'clocks'>): string[] => clocks.map(({ kind }) => kind)
const pause = { what: 'pause', at: NOW, by: 'DC1/TAPAL', reason: 'The fee is awaited.' } as const

describe('the table of clocks', () => {
  test('starts each clock in a state in which it runs', () => {
    for (const kind of CLOCK_KINDS) expect([kind, runsIn(kind, clockRow(kind).starts)]).toEqual([kind, true])
  })

  test('has no two clocks before the office has taken the tapal, so that one change replaces all', () => {
    for (const state of statesBefore('acknowledged'))
      expect([state, CLOCK_KINDS.filter((kind) => runsIn(kind, state)).length <= 1]).toEqual([state, true])
  })

  test('lets no clock run in a state that a tapal does not leave any more', () => {
    const ends = TAPAL_STATES.filter((state) => !TAPAL_STATES.some((to) => statesBefore(to).includes(state)))
    expect(ends.length).toBeGreaterThan(4)
    for (const state of ends) expect(endedBy({ to: state, cause: 'marked' })).toEqual(CLOCK_KINDS)
  })

  test('says what ends with an act inside the office', () => {
    expect(endedBy({ cause: 'put-in-file' })).toEqual(['open', 'act', 'transfer'])
    expect(endedBy({ cause: 'marked' })).toEqual([])
    expect(startedIn('acknowledged')).toEqual(['open', 'act', 'reply', 'transfer', 'dispose'])
  })
})

describe('what is owed', () => {
  test('is the delivery from the acceptance, the repair from the failure, the acknowledgement from the arrival', () => {
    expect(routedFields(NOW)).toMatchObject({
      clocks: [{ kind: 'deliver', since: NOW, dueAt: after(4) }],
      dueAt: after(4),
    })
    expect(failedFields(NOW)).toMatchObject({ clocks: [{ kind: 'repair' }], dueAt: after(720) })
    const times = { acknowledgeWithinSeconds: 7200, escalateEverySeconds: 60 }
    expect(deliveredFields({ purpose: 'action', times }, NOW)).toMatchObject({
      clocks: [{ kind: 'acknowledge', level: 0 }],
      dueAt: after(2),
    })
    expect(deliveredFields({ purpose: 'information', times: TIMES }, NOW)).toMatchObject(owedBy([]))
  })

  test('is counted in working days of the office where the sender states them, and told at three quarters', () => {
    const { clocks, dueAt } = deliveredFields({ purpose: 'action', times: TIMES, days }, NOW)
    // The day of coming does not count: Tuesday, Wednesday, Thursday, 17:15.
    const due = new Date('2026-11-26T11:45:00Z')
    const nextAt = new Date(
      Math.ceil((NOW.getTime() + 0.75 * (due.getTime() - NOW.getTime())) / 60_000) * 60_000,
    )
    expect(clocks).toEqual([{ kind: 'acknowledge', since: NOW, dueAt: due, nextAt, level: 0 }])
    expect(dueAt).toEqual(nextAt)
  })

  test('by an office whose calendar has no working day is counted by the days of the State, for a letter arrives', () => {
    const weekly = [{ from: '1956-11-01', closed: ['sunday' as const], closedSaturdays: [] }]
    const everyDay = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
    const shut = openDays(
      { ...KERALA, weekly: [{ ...weekly[0]!, closed: [...everyDay] }] },
      undefined,
      undefined,
    )
    const { clocks } = deliveredFields({ purpose: 'action', times: TIMES, days: shut }, NOW)
    expect(clocks).toMatchObject([{ dueAt: new Date('2026-11-26T11:45:00Z') }])
  })

  test('after the taking is what the sender states, each with its own instant', () => {
    const tapal = taken()
    expect(kinds(tapal)).toEqual(['open', 'act', 'reply'])
    expect(tapal.owes).toBe(true)
    const nexts = tapal.clocks.map(({ nextAt }) => nextAt!.getTime())
    expect(tapal.dueAt).toEqual(new Date(Math.min(...nexts)))
  })

  test('is nothing where the office takes a letter after its end', () => {
    const facts = { ...act, diary: { number: '1', date: NOW }, cause: 'acknowledged-by-seat' } as const
    for (const state of ['expired', 'recalled'] as const) {
      const late = { ...buildDelivered({ times: TIMES }, NOW), state }
      expect(acknowledgeChange(late, facts).set).toMatchObject(owedBy([]))
    }
  })

  test('has the lines that lead to it, also where it is counted in plain seconds', () => {
    const { clocks } = buildDelivered({}, NOW)
    const plain = whyDue(clocks[0]!, { purpose: 'action', times: TIMES, days })
    expect(plain.lines.filter(({ code }) => code === 'counted')).toHaveLength(3)
    const inSeconds = whyDue(clocks[0]!, {
      ...{ purpose: 'action' as const, times: { acknowledgeWithinSeconds: 600, escalateEverySeconds: 60 } },
    })
    expect(inSeconds).toEqual({
      dueAt: clocks[0]!.dueAt,
      lines: [
        {
          ...{ code: 'started', at: NOW, kind: 'acknowledge', start: 'at-once' },
          term: { amount: 600, unit: 'seconds' },
        },
        { code: 'ran', at: clocks[0]!.dueAt, hours: 1 / 6 },
        { code: 'due', at: clocks[0]!.dueAt },
      ],
    })
  })
})

describe('a clock that is due', () => {
  test('is told first when it nears its end, and then climbs, while the others run on', () => {
    const tapal = taken()
    const near = tapal.clocks.find(({ nextAt }) => nextAt?.getTime() === tapal.dueAt?.getTime())!
    const nearing = overdueChange(tapal, tapal.dueAt!, nobody)
    expect(nearing.event).toMatchObject({ cause: 'clock-nearing', clock: near.kind, dueAt: near.dueAt })
    const told = { ...tapal, ...nearing.set }
    expect(kinds(told)).toEqual(kinds(tapal))
    expect(told.clocks.find(({ kind }) => kind === near.kind)!.nextAt).toEqual(near.dueAt)
    const climb = overdueChange(
      { ...told, clocks: [{ ...near, nextAt: near.dueAt }], dueAt: near.dueAt },
      near.dueAt!,
      () => 'DC1/HEAD',
    )
    expect(climb.event).toMatchObject({
      ...{ kind: 'escalation', cause: 'opening-overdue', clock: 'open' },
      escalation: { level: 1, seat: 'DC1/HEAD' },
    })
    expect(climb.set).toMatchObject({
      ...{ level: 1, escalatedTo: ['DC1/HEAD'] },
      clocks: [{ kind: 'open', level: 1, toldTo: ['DC1/HEAD'], dueAt: near.dueAt }],
    })
  })

  test('for which nobody is left is given up after 90 days, and the tapal stays taken', () => {
    const tapal = taken()
    const reply = { ...tapal.clocks.find(({ kind }) => kind === 'reply')!, nextAt: after(100 * 24) }
    const alone = { ...tapal, ...owedBy([reply]) }
    const end = overdueChange(alone, after(100 * 24), nobody)
    expect(end).toMatchObject({ event: { cause: 'clock-given-up', clock: 'reply' }, set: owedBy([]) })
    expect(end.event.to).toBeUndefined()
  })

  test('of a row that a process of before has written is quietly taken out, where it has none that we know', () => {
    const odd = { ...buildDelivered({}, NOW), state: 'acknowledged' as const, clocks: [] }
    expect(overdueChange(odd, after(1), nobody)).toMatchObject({ quiet: true, set: owedBy([]) })
  })
})

describe('a row of before clocks were kept', () => {
  const { clocks: _r, ...routed } = buildTapal({ createdAt: NOW, dueAt: after(30) })
  const { clocks: _d, ...delivered } = buildDelivered(
    { level: 2, escalatedTo: ['A', 'B'], dueAt: after(9) },
    NOW,
  )
  const failed = [
    { ...routed.events[0]!, sequence: 2, from: 'routed' as const, to: 'failed' as const, at: after(1) },
  ]
  test.each<[string, Parameters<typeof clocksOf>[0], unknown]>([
    ['on its way', routed, [{ kind: 'deliver', since: NOW, dueAt: after(4), nextAt: after(30), level: 0 }]],
    [
      'handed over',
      { ...routed, state: 'handed-over' },
      [{ kind: 'deliver', since: NOW, nextAt: after(30) }],
    ],
    [
      'that has failed',
      { ...routed, state: 'failed', events: failed, dueAt: after(721) },
      [{ kind: 'repair', since: after(1), dueAt: after(721), nextAt: after(721) }],
    ],
    [
      'delivered, and risen',
      delivered,
      [{ kind: 'acknowledge', since: NOW, nextAt: after(9), level: 2, toldTo: ['A', 'B'] }],
    ],
    ['of which nothing is owed', { ...delivered, state: 'acknowledged', owes: false, dueAt: null }, []],
  ])('%s has the one clock of its state', (_what, row, expected) => {
    expect(clocksOf(row)).toMatchObject(expected as object)
    expect(clocksOf(row)).toHaveLength((expected as unknown[]).length)
  })

  test('and one that was changed by a version of then since has it, too, whatever clocks lie in it', () => {
    const tapal = buildDelivered({}, NOW)
    expect(clocksOf(tapal)).toBe(tapal.clocks)
    expect(clocksOf({ ...tapal, state: 'acknowledged', owes: false, dueAt: null })).toEqual([])
    expect(clocksOf({ ...tapal, level: 1, escalatedTo: ['A'], dueAt: after(2) })).toMatchObject([
      { kind: 'acknowledge', nextAt: after(2), level: 1 },
    ])
    const failedSince = { ...tapal, state: 'failed' as const }
    expect(clocksOf(failedSince)).toMatchObject([{ kind: 'repair' }])
  })
})

describe('a clock is paused, resumed and extended', () => {
  const change = (
    tapal: Tapal,
    kind: Parameters<typeof clockChange>[1],
    what: Parameters<typeof clockChange>[2],
  ) => {
    const written = clockChange({ ...tapal, days }, kind, what, { ...act, at: what.at })
    return { written, tapal: { ...tapal, ...written.set } }
  }

  test('standing it is due at no time, and what passes meanwhile is not counted', () => {
    const before = taken()
    const { tapal: stands, written } = change(before, 'reply', pause)
    expect(written.event).toMatchObject({ cause: 'clock-paused', clock: 'reply', reason: pause.reason })
    expect(stands.clocks.find(({ kind }) => kind === 'reply')).toMatchObject({ dueAt: null, nextAt: null })
    const only = { ...stands, ...owedBy(stands.clocks.filter(({ kind }) => kind === 'reply')) }
    expect(only).toMatchObject({ owes: true, dueAt: null })
    expect(pausedSince(only.clocks[0]!)).toEqual(NOW)
    const resumed = { ...pause, what: 'resume', at: after(7 * 24) } as const
    const { tapal: runs } = change(stands, 'reply', resumed)
    const [was, is] = [before, runs].map(({ clocks }) => clocks.find(({ kind }) => kind === 'reply')!)
    // A week is six working days.
    expect(is!.dueAt!.getTime() - was!.dueAt!.getTime()).toBe(7 * 24 * 3_600_000)
    expect(pausedSince(is!)).toBeNull()
  })

  test('an extension is counted from when it had been due, and waits with its ladder for the new end', () => {
    const term = { amount: 2, unit: 'working-days' } as const
    const delivered = { ...buildDelivered({ times: TIMES, level: 1 }, NOW), level: 1 }
    const { tapal, written } = change(delivered, 'acknowledge', { ...pause, what: 'extend', term })
    expect(written.event).toMatchObject({ cause: 'clock-extended', dueAt: new Date('2026-11-28T11:45:00Z') })
    expect(tapal.clocks[0]!.dueAt).toEqual(new Date('2026-11-28T11:45:00Z'))
  })

  test('one that is overdue already climbs no further while it stands, and a level later once it is resumed', () => {
    const reply = taken().clocks.find(({ kind }) => kind === 'reply')!
    const overdue = { ...taken(), ...owedBy([{ ...reply, level: 1, nextAt: after(800) }]) }
    const stands = change(overdue, 'reply', { ...pause, at: after(799) }).tapal
    expect(stands).toMatchObject({ owes: true, dueAt: null, clocks: [{ dueAt: reply.dueAt, nextAt: null }] })
    const runs = change(stands, 'reply', { ...pause, what: 'resume', at: after(900) }).tapal
    expect(runs).toMatchObject({ dueAt: after(901), clocks: [{ dueAt: reply.dueAt, level: 1 }] })
  })

  test('one that comes too late to help moves no step of the ladder', () => {
    const delivered = buildDelivered({ times: TIMES }, NOW)
    const late = { ...delivered, clocks: [{ ...delivered.clocks[0]!, nextAt: after(901), level: 1 }] }
    const extend = { ...pause, what: 'extend', at: after(900), term: { amount: 1, unit: 'hours' } } as const
    expect(change(late, 'acknowledge', extend).tapal.clocks[0]).toMatchObject({
      nextAt: after(901),
      level: 1,
    })
  })

  test.each<[string, string, () => unknown]>([
    ['what does not run', 'clock-not-running', () => change(buildDelivered({}, NOW), 'reply', pause)],
    ['what has ended', 'clock-not-running', () => change({ ...taken(), ...owedBy([]) }, 'reply', pause)],
    ['an acknowledgement', 'clock-not-pausable', () => change(buildDelivered({}, NOW), 'acknowledge', pause)],
    ['twice', 'clock-paused-already', () => change(change(taken(), 'reply', pause).tapal, 'reply', pause)],
    ['resumed, unpaused', 'clock-not-paused', () => change(taken(), 'reply', { ...pause, what: 'resume' })],
    ...[0, -1, 1.5].map((amount): [string, string, () => unknown] => [
      `by ${amount} days`,
      'clock-term-invalid',
      () => change(taken(), 'reply', { ...pause, what: 'extend', term: { amount, unit: 'working-days' } }),
    ]),
    [
      'more often than a row can hold',
      'clock-changed-too-often',
      () => {
        const [, , reply] = taken().clocks
        const changes = Array.from({ length: MAX_CLOCK_CHANGES }, () => pause)
        return change({ ...taken(), clocks: [{ ...reply!, changes }] }, 'reply', pause)
      },
    ],
  ])('not %s', (_what, code, doing) => {
    expect(doing).toThrow(expect.objectContaining({ code }))
  })
})
