// The inbox of a seat to which letters of seats below rose.

import { bouncedChange } from '../../../domain/letters/tapal/bounce-change'
import type { InboxView } from '../../../domain/letters/tapal/inbox'
import { overdueChange } from '../../../domain/letters/tapal/overdue'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { buildDelivered, buildTapal, openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.tapals
const NOW = new Date('2026-11-22T06:00:00Z')
const at = { now: NOW, endOfDay: new Date('2026-11-22T18:30:00Z') }

const day = (count: number): Date => new Date(Date.UTC(2026, 10, count))
let top: string
let round = 0
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(() => {
  top = `TOP${(round += 1)}`
})

/** A letter that came to a seat below, or to the seat itself where it rose nowhere. */
const letter = (facts: Partial<Tapal>): Tapal =>
  buildDelivered({
    ...{
      dispatch: `${top}-${facts.id ?? buildTapal().id}`,
      office: `${top}-SUB`,
      owes: true,
      dueAt: new Date('2026-11-23T05:00:00Z'),
    },
    ...facts,
  })
/** Rose to the seat in the place, on the day; below it stand others. */
const rose = (place: number, at: Date, facts: Partial<Tapal> = {}): Tapal =>
  letter({
    ...{ deliveredAt: day(1), level: place + 1 },
    escalatedTo: [...Array.from({ length: place }, (_, i) => `BELOW${i}`), top],
    roseAt: Object.fromEntries(
      Array.from({ length: place + 1 }, (_, i) => [`p${i}`, i === place ? at : day(2)] as const),
    ),
    ...facts,
  })
const own = (at: Date, facts: Partial<Tapal> = {}): Tapal => letter({ seat: top, deliveredAt: at, ...facts })

/** The ids on all pages; `between` runs after the first. */
async function pages(
  limit: number,
  view: InboxView = 'all',
  between: () => Promise<unknown> = () => Promise.resolve(),
): Promise<string[]> {
  const ids: string[] = []
  let below: string | undefined
  for (let n = 0; n === 0 || below !== undefined; n += 1) {
    if (n === 1) await between()
    const page = await repo().inbox(top, view, at, { limit, ...(below === undefined ? {} : { below }) })
    expect(page.items.length).toBeLessThanOrEqual(limit)
    ids.push(...page.items.map(({ id }) => id))
    below = page.next ?? undefined
  }
  return ids
}
const idsOf = (rows: readonly Tapal[]): string[] => rows.map(({ id }) => id)

test('stands by when each letter rose to it, whatever its place above, among its own by when they came', async () => {
  const ids = Array.from({ length: 4 }, () => buildTapal().id).sort()
  // Letters of one instant stand by their ids, though they are of several places.
  const sameInstant = [
    rose(2, day(15), { id: ids[3]! }),
    own(day(15), { id: ids[2]! }),
    rose(0, day(15), { id: ids[1]! }),
    rose(4, day(15), { id: ids[0]! }),
  ]
  const wanted = [
    rose(0, day(21)),
    own(day(20)),
    rose(1, day(19)),
    rose(3, day(18), { state: 'acknowledged', owes: false }),
    ...sameInstant,
    rose(4, day(14)),
    rose(0, day(13)),
    own(day(12)),
  ]
  await repo().insert(wanted.toReversed())
  for (const limit of [100, 1, 2, 3, 5, 10, 11]) expect(await pages(limit)).toEqual(idsOf(wanted))
  const escalated = wanted.filter(({ seat, state }) => seat !== top && state === 'delivered')
  for (const limit of [100, 1, 4]) expect(await pages(limit, 'escalated')).toEqual(idsOf(escalated))
})

test('a letter that rises today stands before a page of those that came since', async () => {
  const since = Array.from({ length: 30 }, (_, n) => own(new Date(day(10).getTime() + n)))
  const old = letter({ deliveredAt: day(1), dueAt: NOW })
  await repo().insert([...since, old])
  expect(
    await repo().apply(
      old.id,
      overdueChange(old, NOW, () => top),
    ),
  ).not.toBeNull()
  const { items } = await repo().inbox(top, 'all', at, { limit: 5 })
  expect(idsOf(items)).toEqual([old, ...since.slice(-4).toReversed()].map(({ id }) => id))
})

test('what rose before instants were kept stands last, and on no page twice', async () => {
  const before = [rose(0, NOW), rose(2, NOW), own(day(20), { deliveredAt: null, state: 'refused' })]
    .map((row) => ({ ...row, roseAt: {} }))
    .sort((a, b) => (a.id < b.id ? 1 : -1))
  const dated = [own(day(20)), rose(1, day(19))]
  await repo().insert([...before, ...dated])
  for (const limit of [100, 1, 2, 3, 4]) expect(await pages(limit)).toEqual(idsOf([...dated, ...before]))
})

test('what rises between two pages moves none of the others, and stands on the first the next time', async () => {
  const rows = [rose(0, day(20)), rose(1, day(19)), own(day(18)), rose(0, day(17))]
  const late = letter({ deliveredAt: day(1), dueAt: NOW })
  await repo().insert([...rows, late])
  const rises = () =>
    repo().apply(
      late.id,
      overdueChange(late, NOW, () => top),
    )
  expect(await pages(2, 'all', rises)).toEqual(idsOf(rows))
  expect(await pages(2)).toEqual(idsOf([late, ...rows]))
})

test('where the last letter of a page comes back by mail before the next, the next begins where it had stood', async () => {
  const rows = [rose(0, day(20)), own(day(18)), rose(1, day(17))]
  const back = letter({ deliveredAt: day(1), dueAt: NOW })
  await repo().insert([...rows, back])
  const risen = await repo().apply(
    back.id,
    overdueChange(back, day(19), () => top),
  )
  expect(risen).toMatchObject({ escalatedTo: [top], roseAt: { p0: day(19) } })
  const bounces = async () => {
    const bounced = await repo().apply(
      back.id,
      bouncedChange({ code: 'bounced', key: 'k', at: day(21), next: null }),
    )
    expect(bounced).toMatchObject({ state: 'failed', level: 0, escalatedTo: [], roseAt: {} })
  }
  expect(await pages(2, 'all', bounces)).toEqual(idsOf([rows[0]!, back, rows[1]!, rows[2]!]))
  expect(await pages(2)).toEqual(idsOf(rows))
})

test('a page costs one question, one behind another a second for where that ended', async () => {
  const rows = Array.from({ length: 7 }, (_, n) => rose(n % 5, day(20 - n)))
  await repo().insert(rows)
  room.sent.length = 0
  await repo().inbox(top, 'all', at, { limit: 3 })
  expect(room.sent.map(({ name }) => name)).toEqual(['aggregate'])
  room.sent.length = 0
  await repo().inbox(top, 'all', at, { limit: 3, below: rows[2]!.id })
  expect(room.sent.map(({ name }) => name)).toEqual(['find', 'aggregate'])
})
