import { tapalRepository } from '../../../database/letters/tapal/repository'
import { acknowledgeChange, movementChange, refuseChange } from '../../../domain/letters/tapal/acts'
import { condensedOf, MAX_EVENTS, type TapalChange } from '../../../domain/letters/tapal/change'
import type { TapalEvent } from '../../../domain/letters/tapal/event'
import { canMove, TAPAL_STATES } from '../../../domain/letters/tapal/states'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.tapals
const NOW = new Date('2026-11-22T07:00:00Z')
const actor = { kind: 'seat', seat: 'DC1/TAPAL', holder: 'PEN1' } as const
const acknowledge = (number: string): TapalChange =>
  acknowledgeChange(
    { deliveredAt: NOW },
    { actor, at: NOW, diary: { number, date: NOW }, cause: 'acknowledged-by-seat' },
  )
let dispatches = 0
const newDispatch = (): string => `D${(dispatches += 1)}`

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

test('inserting the rows of a dispatch again leaves the ones that are there as they are', async () => {
  const dispatch = newDispatch()
  const first = [1, 2, 3].map((i) => buildTapal({ dispatch, office: `O${i}` }))
  await repo().insert(first.slice(0, 2))
  await repo().apply(first[0]!.id, acknowledge('1'))
  // The second run has new ids, as after a kill in the middle.
  await repo().insert([1, 2, 3].map((i) => buildTapal({ dispatch, office: `O${i}` })))
  const rows = await repo().ofDispatch(dispatch)
  expect(rows.map(({ office, state }) => [office, state]).sort()).toEqual([
    ['O1', 'acknowledged'],
    ['O2', 'routed'],
    ['O3', 'routed'],
  ])
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([first[0]!.id, first[1]!.id]))
})

test('text that begins with a dollar sign stays text', async () => {
  const tapal = buildDelivered({ dispatch: newDispatch() })
  await repo().insert([tapal])
  const number = '$state'
  const changed = await repo().apply(tapal.id, {
    event: {
      kind: 'state',
      to: 'acknowledged',
      cause: 'acknowledged-by-seat',
      actor: { ...actor, holder: '$$ROOT' },
      at: NOW,
      key: '$x',
    },
    set: { diary: { number, date: NOW }, postalNumber: '$events', escalatedTo: ['$seat'] },
  })
  expect(changed).toMatchObject({ diary: { number }, postalNumber: '$events', escalatedTo: ['$seat'] })
  expect(changed?.events[1]).toMatchObject({ actor: { holder: '$$ROOT' }, key: '$x', from: 'delivered' })
})

test('in bulk every row gets its own sequence and the state it came from', async () => {
  const dispatch = newDispatch()
  const routed = buildTapal({ dispatch, office: 'A' })
  const delivered = buildDelivered({ dispatch, office: 'B', sequence: 4 })
  await repo().insert([routed, delivered])
  const refused = refuseChange({
    actor,
    at: NOW,
    cause: 'refused-by-office',
    refusal: { code: 'other', reason: 'x', rightOffice: null },
  })
  expect(await repo().applyToAll([routed.id, delivered.id], refused)).toBe(2)
  const [one, two] = await repo().byIds([routed.id, delivered.id].sort())
  const rows = new Map([one!, two!].map((row) => [row.id, row]))
  expect(rows.get(routed.id)).toMatchObject({ state: 'refused', sequence: 2 })
  expect(rows.get(routed.id)!.events[1]).toMatchObject({ sequence: 2, from: 'routed', to: 'refused' })
  expect(rows.get(delivered.id)).toMatchObject({ state: 'refused', sequence: 5 })
  expect(rows.get(delivered.id)!.events[1]).toMatchObject({ sequence: 5, from: 'delivered', to: 'refused' })
})

test('each of many gets its own change in one round trip, and the answer counts those that changed', async () => {
  const dispatch = newDispatch()
  const rows = [
    buildDelivered({ dispatch, office: 'A' }),
    buildDelivered({ dispatch, office: 'B', state: 'recalled' }),
  ]
  await repo().insert(rows)
  room.sent.length = 0
  expect(await repo().applyEach(rows.map(({ id }, i) => ({ id, change: acknowledge(`${i}`) })))).toBe(1)
  expect(room.sent.map(({ name }) => name)).toEqual(['update'])
})

describe.each(TAPAL_STATES)('a tapal that is %s', (from) => {
  test('moves only where the table allows', async () => {
    const dispatch = newDispatch()
    const rows = TAPAL_STATES.map((to) => buildTapal({ dispatch, office: to, state: from }))
    await repo().insert(rows)
    const changes = rows.map(({ id }, i) => ({
      id,
      change: {
        event: { kind: 'state', to: TAPAL_STATES[i]!, cause: 'marked', actor, at: NOW },
        set: {},
      } as const,
    }))
    const moved = await Promise.all(changes.map(({ id, change }) => repo().apply(id, change)))
    TAPAL_STATES.forEach((to, i) => {
      expect([to, moved[i] !== null]).toEqual([to, canMove(from, to)])
      if (moved[i]) expect(moved[i]).toMatchObject({ state: to, sequence: 2 })
    })
    // A refused change leaves the row untouched, its list of events too.
    for (const row of await repo().ofDispatch(dispatch)) expect(row.events).toHaveLength(row.sequence)
  })
})

test('an event that is reported again under its own key is recorded once, also at the same moment', async () => {
  const tapal = buildDelivered({ dispatch: newDispatch() })
  await repo().insert([tapal])
  const movement = movementChange({ actor, at: NOW, key: 'm-1', cause: 'marked', desk: { to: 'SO' } })
  const answers = await Promise.all(Array.from({ length: 10 }, () => repo().apply(tapal.id, movement)))
  expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
  expect((await repo().byId(tapal.id))!.events.filter(({ key }) => key === 'm-1')).toHaveLength(1)
  expect(await repo().applyToAll([tapal.id], movement)).toBe(0)
})

test('of a recall and an acknowledgement at the same moment exactly one wins, every time', async () => {
  const other = tapalRepository(await room.another())
  const wins = { recalled: 0, acknowledged: 0 }
  for (let round = 0; round < 100; round += 1) {
    const dispatch = newDispatch()
    const tapal = buildDelivered({ dispatch, attempts: 1 })
    await repo().insert([tapal])
    const recall = () => other.recall(dispatch, actor, NOW)
    const take = () => repo().apply(tapal.id, acknowledge('7'))
    const both: [Promise<number>, ReturnType<typeof take>] =
      round % 2 ? [recall(), take()] : ((taken) => [recall(), taken])(take())
    const [recalled, taken] = await Promise.all(both)
    expect([recalled, taken === null]).toEqual(taken === null ? [1, true] : [0, false])
    const row = (await repo().byId(tapal.id))!
    expect(row.state).toBe(taken === null ? 'recalled' : 'acknowledged')
    expect(row.events).toHaveLength(2)
    expect(row.withdrawOwed).toBe(taken === null)
    wins[row.state as 'recalled']++
  }
  expect(wins.recalled + wins.acknowledged).toBe(100)
})

test('a recall takes back what no office has acknowledged, and only what was tried owes a withdrawal', async () => {
  const dispatch = newDispatch()
  const rows = [
    buildTapal({ dispatch, office: 'untried' }),
    buildTapal({ dispatch, office: 'tried', attempts: 2 }),
    buildTapal({ dispatch, office: 'handed', attempts: 1, state: 'handed-over' }),
    buildDelivered({ dispatch, office: 'there', attempts: 1 }),
    buildDelivered({ dispatch, office: 'taken', attempts: 1, state: 'acknowledged' }),
    buildTapal({ dispatch, office: 'refused', attempts: 1, state: 'refused', owes: false }),
  ]
  await repo().insert(rows)
  expect(await repo().recall(dispatch, actor, NOW)).toBe(4)
  expect(await repo().recall(dispatch, actor, NOW)).toBe(0)
  const after = await repo().ofDispatch(dispatch)
  expect(
    Object.fromEntries(after.map(({ office, state, withdrawOwed }) => [office, [state, withdrawOwed]])),
  ).toEqual({
    untried: ['recalled', false],
    tried: ['recalled', true],
    handed: ['recalled', true],
    there: ['recalled', true],
    taken: ['acknowledged', false],
    refused: ['refused', false],
  })
  // Also of what was taken before nothing is waited for any more.
  expect(await repo().owing(dispatch)).toMatchObject({ owing: 0 })
})

test('a recall beside a lane that is just claiming takes back every tapal', async () => {
  for (let round = 0; round < 20; round += 1) {
    const dispatch = newDispatch()
    await repo().insert(Array.from({ length: 40 }, (_, i) => buildTapal({ dispatch, office: `O${i}` })))
    const claims = Array.from({ length: 8 }, (_, i) =>
      repo().claim(
        { dispatch, mechanism: 'push', shard: 0 },
        { claimId: `c${i}`, now: NOW, until: new Date(NOW.getTime() + 45_000), limit: 5 },
      ),
    )
    const [recalled] = await Promise.all([repo().recall(dispatch, actor, NOW), ...claims])
    expect(recalled).toBe(40)
    expect((await repo().counts([dispatch])).get(dispatch)).toEqual({ recalled: 40 })
  }
})

test('a trace that is very long keeps its beginning, its end and every change of state; the sequence counts on', async () => {
  const first = buildDelivered({ dispatch: newDispatch() })
  const at = (i: number) => new Date(NOW.getTime() + i * 1000)
  const told = Array.from({ length: 6_000 }, (_, i) => ({
    ...{ sequence: i + 2, from: 'delivered', to: 'delivered', cause: 'marked', actor, at: at(i) },
    ...{ kind: i === 3_000 ? 'state' : 'movement', key: `m-${i}`, desk: { to: `Section ${i}` } },
  })) as TapalEvent[]
  const tapal = { ...first, sequence: 6_001, events: [...first.events, ...told] }
  await repo().insert([tapal])
  for (const key of ['a', 'b', 'c'])
    await repo().apply(tapal.id, movementChange({ actor, at: NOW, key, cause: 'marked', desk: { to: key } }))
  const row = (await repo().byId(tapal.id))!
  expect(row.events.length).toBeLessThanOrEqual(MAX_EVENTS + 1)
  expect(row.sequence).toBe(6_004)
  expect(condensedOf(row)).toBe(row.sequence - row.events.length)
  expect(row.events[0]).toMatchObject({ sequence: 1, cause: 'resolved' })
  expect(row.events.slice(-3).map(({ desk }) => desk?.to)).toEqual(['a', 'b', 'c'])
  expect(row.events.some(({ sequence }) => sequence === 3_002)).toBe(true)
})

test('a row that cannot be written keeps no other row of the letter from being taken back, nor from going on', async () => {
  const dispatch = newDispatch()
  const actorOf = 'x'.repeat(16 * 1024 * 1024 - 4_000)
  const rows = [
    buildDelivered({ dispatch, office: 'A' }),
    buildDelivered({ dispatch, office: 'B', refusal: { code: 'other', reason: actorOf, rightOffice: null } }),
    buildDelivered({ dispatch, office: 'C' }),
  ]
  for (const row of rows) await repo().insert([row])
  const desk = { to: 'y'.repeat(4_000) }
  const note = movementChange({ actor, at: NOW, cause: 'marked', desk })
  expect(await repo().applyEach(rows.map(({ id }) => ({ id, change: note })))).toBe(2)
  expect(await repo().applyEach([{ id: rows[1]!.id, change: note }])).toBe(0)
  const long = { kind: 'seat', seat: 'z'.repeat(4_000), holder: 'PEN1' } as const
  await repo().recall(dispatch, long, NOW)
  expect((await repo().counts([dispatch])).get(dispatch)).toEqual({ recalled: 2, delivered: 1 })
  expect(await repo().isRecallable(dispatch)).toBe(true)
  await room.database.collection('tapals').deleteOne({ office: 'B', dispatch })
})
