// A page ends where its rows are large, and the pages behind it hold the rest.

import type { Repositories } from '../../../database'
import type { Page } from '../../../database/common/page'
import { buildOffice, buildSeat } from '../../support/builders'
import { buildDelivered, openRoom, type Room } from '../room'

const ROWS = 12
/** Of this size four rows go on a page of a million bytes. */
const LARGE = 'x'.repeat(240_000)
const NOW = new Date('2026-11-22T06:00:00Z')
const day = { now: NOW, endOfDay: new Date('2026-11-22T18:30:00Z') }

let room: Room
beforeAll(async () => {
  room = await openRoom()
  const { audit, offices, seats, tapals } = room.repositories
  const each = <Made>(make: (n: string) => Made): Made[] =>
    Array.from({ length: ROWS }, (_, n) => make(String(n).padStart(2, '0')))
  const large = { addressedTo: [LARGE], seat: 'BIG/TAPAL' }
  await tapals.insert(each((n) => buildDelivered({ ...large, dispatch: 'LETTER', office: `BIG${n}` })))
  await tapals.insert(
    each((n) =>
      buildDelivered({
        ...{ ...large, dispatch: `NEVER${n}`, office: 'BIG', deliveredAt: null },
        ...{ state: 'refused', owes: false },
      }),
    ),
  )
  await offices.save([
    buildOffice('TOP'),
    ...each((n) => ({ ...buildOffice(`SUB${n}`), parent: 'TOP', address: LARGE })),
  ])
  await seats.save(each((n) => ({ ...buildSeat(`TOP/${n}`), services: ['rti', LARGE] })))
  await audit.add(
    each((n) => ({
      ...{ id: `office:TOP:${n}`, thing: 'office' as const, subject: 'TOP', what: 'office-changed' },
      ...{ from: null, to: null, actor: { kind: 'kcs' as const }, at: NOW, after: { name: LARGE } },
    })),
  )
})
afterAll(() => room.close())

type At = string | undefined
const SUBS = { codes: Array.from({ length: ROWS }, (_, n) => `SUB${String(n).padStart(2, '0')}`), seats: [] }
const named = async <Item>(
  page: Promise<Page<Item>>,
  nameOf: (item: Item) => string,
): Promise<Page<string>> => {
  const { items, next } = await page
  return { items: items.map(nameOf), next }
}
/** The page of a list that says whether there is more, and not where. */
const told = async <Item>(
  page: Promise<{ items: Item[]; more: boolean }>,
  nameOf: (item: Item) => string,
): Promise<Page<string>> => {
  const { items, more } = await page
  const names = items.map(nameOf)
  return { items: names, next: more ? names.at(-1)! : null }
}
const below = (at: At) => ({ limit: 100, ...(at === undefined ? {} : { below: at }) })
const above = (at: At) => ({ limit: 100, ...(at === undefined ? {} : { above: at }) })
const idOf = ({ id }: { id: string }): string => id

/** Each list, and how many large rows it holds. */
const LISTS: readonly [string, number, (r: Repositories, at: At) => Promise<Page<string>>][] = [
  ['an inbox', 2 * ROWS, (r, at) => named(r.tapals.inbox('BIG/TAPAL', 'all', day, below(at)), idOf)],
  ['the trace of a letter', ROWS, (r, at) => named(r.tapals.pageOfDispatch('LETTER', above(at)), idOf)],
  ['offices', ROWS, (r, at) => named(r.offices.list({ parent: 'TOP' }, above(at)), ({ code }) => code)],
  [
    'the offices of a group',
    ROWS,
    (r, at) => told(r.offices.pageInSet(SUBS, NOW, { limit: 100, above: at ?? '' }), ({ code }) => code),
  ],
  [
    'the seats of an office',
    ROWS,
    (r, at) => named(r.seats.pageOfOffice({ office: 'TOP', service: 'rti' }, above(at)), idOf),
  ],
  [
    'what has been changed of an office',
    ROWS,
    (r, at) => {
      const from = at === undefined ? {} : { below: { at: NOW, id: at } }
      return told(r.audit.history('office', 'TOP', { limit: 100, ...from }), idOf)
    },
  ],
]

test.each(LISTS)(
  '%s: a page holds a million bytes, and all pages every row once',
  async (_what, count, ask) => {
    const pages: string[][] = []
    for (let at: At; pages.length === 0 || at !== undefined; ) {
      const { items, next } = await ask(room.repositories, at)
      pages.push(items)
      at = next ?? undefined
    }
    expect(pages.map(({ length }) => length)).toEqual(Array.from({ length: count / 4 }, () => 4))
    expect(new Set(pages.flat()).size).toBe(count)
  },
)
