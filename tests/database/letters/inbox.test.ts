import { INBOX_VIEWS, type InboxView } from '../../../domain/letters/tapal/inbox'
import { liesSince } from '../../../domain/letters/tapal/risen'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.tapals
const NOW = new Date('2026-11-22T06:00:00Z')
const END_OF_DAY = new Date('2026-11-22T18:30:00Z')
const at = { now: NOW, endOfDay: END_OF_DAY }
const due = (iso: string): Partial<Tapal> => ({ owes: true, dueAt: new Date(iso) })
const SEAT = 'DC1/TAPAL'

/** What lies in the seat, by a name; each in a dispatch of its own. */
const ROWS: Record<string, Tapal> = {
  later: buildDelivered({ ...due('2026-11-23T06:00:00Z') }),
  today: buildDelivered({ ...due('2026-11-22T10:00:00Z') }),
  'end of today': buildDelivered({ ...due('2026-11-22T18:30:00Z') }),
  overdue: buildDelivered({ ...due('2026-11-22T05:59:00Z') }),
  'overdue and risen': buildDelivered({
    ...due('2026-11-23T05:00:00Z'),
    level: 1,
    escalatedTo: ['COLLECTOR'],
    roseAt: { p0: NOW },
  }),
  copy: buildDelivered({ purpose: 'information', owes: false, dueAt: null }),
  'copy, read': buildDelivered({ purpose: 'information', owes: false, dueAt: null, state: 'opened' }),
  taken: buildDelivered({ state: 'acknowledged', owes: false, dueAt: null }),
  refused: buildDelivered({ state: 'refused', owes: false, dueAt: null }),
  'risen to us': buildDelivered({
    office: 'SUB',
    seat: 'SUB/TAPAL',
    ...due('2026-11-23T05:00:00Z'),
    level: 1,
    escalatedTo: [SEAT],
    roseAt: { p0: NOW },
  }),
  'risen to us, taken': buildDelivered({
    office: 'SUB',
    seat: 'SUB/TAPAL',
    state: 'acknowledged',
    owes: false,
    level: 1,
    escalatedTo: [SEAT],
    roseAt: { p0: NOW },
  }),
  'not here yet': buildTapal(),
  'in doubt': buildTapal({ state: 'handed-over' }),
  failed: buildTapal({ state: 'failed' }),
  'taken back': buildTapal({ state: 'recalled', owes: false }),
  'of another seat': buildDelivered({ office: 'ELSE', seat: 'ELSE/TAPAL' }),
}

const VIEWS: Record<InboxView, string[]> = {
  all: [
    'later',
    'today',
    'end of today',
    'overdue',
    'overdue and risen',
    'copy',
    'copy, read',
    'taken',
    'refused',
    'risen to us',
    'risen to us, taken',
  ],
  unread: ['later', 'today', 'end of today', 'overdue', 'overdue and risen', 'copy', 'risen to us'],
  'due-today': ['today', 'end of today'],
  overdue: ['overdue', 'overdue and risen', 'risen to us'],
  'for-information': ['copy', 'copy, read'],
  escalated: ['risen to us'],
  taken: ['copy, read', 'taken', 'risen to us, taken'],
}

beforeAll(async () => {
  room = await openRoom()
  await repo().insert(Object.values(ROWS).map((row, i) => ({ ...row, dispatch: `D${i}` })))
})
afterAll(() => room.close())

const nameOf = (tapal: Tapal): string => Object.entries(ROWS).find(([, { id }]) => id === tapal.id)![0]

test.each(INBOX_VIEWS)('the view %s holds what belongs there, newest first', async (view) => {
  const { items, next } = await repo().inbox(SEAT, view, at, { limit: 100 })
  expect(items.map(nameOf).sort()).toEqual([...VIEWS[view]].sort())
  const order = items.map((tapal) => `${liesSince(tapal, SEAT)!.toISOString()} ${tapal.id}`)
  expect(order).toEqual([...order].sort().reverse())
  expect(next).toBeNull()
})

test('the counts are those of the views', async () => {
  expect(await repo().inboxCounts(SEAT, at)).toEqual(
    Object.fromEntries(INBOX_VIEWS.map((view) => [view, VIEWS[view].length])),
  )
})

test('the superior sees what has risen to him, and the seat still sees it too', async () => {
  const { items } = await repo().inbox('COLLECTOR', 'escalated', at, { limit: 10 })
  expect(items.map(nameOf)).toEqual(['overdue and risen'])
})

test('pages give every tapal once', async () => {
  const seen: string[] = []
  let below: string | undefined
  do {
    const page = await repo().inbox(SEAT, 'all', at, { limit: 4, ...(below ? { below } : {}) })
    seen.push(...page.items.map(nameOf))
    below = page.next ?? undefined
  } while (below)
  expect(seen.sort()).toEqual([...VIEWS.all].sort())
})

test('what came to the office last stands first, however long it was under way; what came at one instant keeps its order', async () => {
  const arrived = (day: number): Partial<Tapal> => ({
    ...{ office: 'ARR', seat: 'ARR/TAPAL' },
    deliveredAt: new Date(Date.UTC(2026, 10, day)),
  })
  const ids = Array.from({ length: 8 }, () => buildTapal().id).sort()
  const parked = buildDelivered({ ...arrived(21), id: ids[0]! })
  const usual = [17, 18, 19, 19, 19].map((day, i) => buildDelivered({ ...arrived(day), id: ids[i + 1]! }))
  const never = ids
    .slice(6)
    .map((id) => buildDelivered({ ...arrived(1), id, deliveredAt: null, state: 'refused' }))
  await repo().insert([parked, ...usual, ...never].map((row, i) => ({ ...row, dispatch: `ARR${i}` })))
  const wanted = [0, 5, 4, 3, 2, 1, 7, 6].map((i) => ids[i])
  for (const limit of [100, 1, 3, 7]) {
    const seen: string[] = []
    let below: string | undefined
    do {
      const page = await repo().inbox('ARR/TAPAL', 'all', at, { limit, ...(below ? { below } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      below = page.next ?? undefined
    } while (below)
    expect(seen).toEqual(wanted)
  }
  expect(await repo().inbox('ARR/TAPAL', 'all', at, { limit: 3, below: 'nothing' })).toEqual({
    items: [],
    next: null,
  })
})

test('the tapals of a dispatch are counted by state', async () => {
  const dispatch = 'D-counts'
  await repo().insert([
    buildTapal({ dispatch, office: 'A' }),
    buildDelivered({ dispatch, office: 'B' }),
    buildDelivered({ dispatch, office: 'C' }),
  ])
  const counts = await repo().counts([dispatch, 'D-nothing'])
  expect(counts.get(dispatch)).toEqual({ routed: 1, delivered: 2 })
  expect(counts.has('D-nothing')).toBe(false)
})

test('what is owed is counted, with the earliest due instant', async () => {
  const dispatch = 'D-owing'
  await repo().insert([
    buildDelivered({ dispatch, office: 'A', ...due('2026-11-23T08:00:00Z') }),
    buildDelivered({ dispatch, office: 'B', ...due('2026-11-23T07:00:00Z') }),
    buildDelivered({ dispatch, office: 'C', owes: false, dueAt: new Date('2026-11-01') }),
  ])
  expect(await repo().owing(dispatch)).toMatchObject({
    owing: 2,
    next: new Date('2026-11-23T07:00:00Z'),
  })
  expect(await repo().owing('D-nothing')).toEqual({ owing: 0, next: null, fallenBack: 0 })
  expect(await repo().outstanding(dispatch, 1)).toBe(2)
  const overdue = await repo().overdue(dispatch, new Date('2026-11-23T07:30:00Z'), 10)
  expect(overdue.map(({ office }) => office)).toEqual(['B'])
})
