import { ulid } from 'ulid'
import type { LedgerFilter } from '../../../domain/letters/ledger/entry'
import { TAPAL_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { documentsExamined } from '../examined'
import { buildTapal, openRoom, type Room } from '../room'

const MANY = 2_800
const LIMIT = 20

let room: Room
let rows: Tapal[]
beforeAll(async () => {
  room = await openRoom()
  rows = Array.from({ length: MANY }, (_, n) => {
    const place = { district: `District ${n % 14}`, department: `D${n % 50}` }
    const state =
      n % 40 === 0 ? ('failed' as const) : n % 3 === 0 ? ('acknowledged' as const) : ('delivered' as const)
    return {
      ...buildTapal({ dispatch: 'ALL', office: `L${String(n).padStart(4, '0')}`, state }),
      ...place,
      id: ulid(),
    }
  })
  await room.repositories.tapals.insert(rows)
  await room.repositories.tapals.insert([
    buildTapal({ dispatch: 'OTHER', office: 'L0000', district: 'District 0' }),
  ])
}, 120_000)
afterAll(() => room.close())

const keyOf = ({ district, office, id }: Pick<Tapal, 'district' | 'office' | 'id'>) =>
  `${district}\n${office}\n${id}`
/** The ids that the filter means, in the order of the ledger, by looking at each row. */
function meant({ states, district, department, offices }: LedgerFilter): string[] {
  return rows
    .filter(
      (row) =>
        (!states || states.includes(row.state)) &&
        (district === undefined || row.district === district) &&
        (department === undefined || row.department === department) &&
        (!offices || offices.includes(row.office)),
    )
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
    .map(({ id }) => id)
}

const FILTERS: readonly [string, LedgerFilter][] = [
  ['everybody', {}],
  ['a district', { district: 'District 3' }],
  ['a department, which is in every district', { department: 'D7' }],
  ['a department of a district', { district: 'District 3', department: 'D3' }],
  ['those of one state', { states: ['failed'] }],
  ['those of several states', { states: ['failed', 'acknowledged'], department: 'D10' }],
  ['those of every state', { states: TAPAL_STATES, district: 'District 9' }],
  ['some offices', { offices: ['L0001', 'L0100', 'L2799', 'NOBODY'] }],
]

test.each(FILTERS)(
  'a ledger of %s: in its order, and hardly more documents are read than are shown',
  async (_of, filter) => {
    const wanted = meant(filter)
    expect(wanted.length).toBeGreaterThan(2)
    const middle = wanted[Math.floor(wanted.length / 2)]!
    for (const above of [undefined, middle]) {
      const page = { limit: LIMIT, ...(above === undefined ? {} : { above }) }
      const first = above === undefined ? 0 : wanted.indexOf(above) + 1
      let shown: string[] = []
      const read = await documentsExamined(room, async ({ tapals }) => {
        const { items, next } = await tapals.ledger('ALL', filter, page)
        shown = items.map(({ id }) => id)
        expect(next).toBe(first + LIMIT < wanted.length ? shown.at(-1)! : null)
      })
      expect(shown).toEqual(wanted.slice(first, first + LIMIT))
      // Two beside those that are shown: where the page begins, and whether there is another.
      expect(read).toBeLessThanOrEqual(shown.length + 2)
      if (shown.length === LIMIT) expect(read / shown.length).toBeLessThanOrEqual(1.5)
    }
  },
)

test('it is counted off the keys of an index', async () => {
  let counted = 0
  const read = await documentsExamined(room, async ({ tapals }) => {
    const cells = await tapals.tallyCells('ALL')
    counted = cells.reduce((sum, { count }) => sum + count, 0)
  })
  expect([read, counted]).toEqual([0, MANY])
})

test('it is counted as of one instant, however many change their state meanwhile', async () => {
  const collection = room.database.collection('tapals')
  let isOver = false
  const changing = (async () => {
    for (let n = 0; !isOver; n += 1)
      await collection.updateMany(
        { dispatch: 'ALL', state: { $ne: 'failed' } },
        { $set: { state: n % 2 === 0 ? 'recalled' : 'acknowledged' } },
      )
  })()
  const totals = new Set<number>()
  for (let n = 0; n < 25; n += 1) {
    const cells = await room.repositories.tapals.tallyCells('ALL')
    totals.add(cells.reduce((sum, { count }) => sum + count, 0))
  }
  isOver = true
  await changing
  expect([...totals]).toEqual([MANY])
})

test('rows of before districts were kept come first, and none is left out between two pages', async () => {
  const old = Array.from({ length: 5 }, (_, n) => buildTapal({ dispatch: 'OLD', office: `O${4 - n}` }))
  await room.repositories.tapals.insert(old)
  const unset = { district: '', department: '' } as const
  await room.database
    .collection('tapals')
    .updateMany({ dispatch: 'OLD', office: { $lt: 'O3' } }, { $unset: unset })
  const seen: string[] = []
  for (let above: string | null | undefined; above !== null; ) {
    const page: { limit: number; above?: string } = { limit: 2, ...(above === undefined ? {} : { above }) }
    const { items, next } = await room.repositories.tapals.ledger('OLD', {}, page)
    seen.push(...items.map(({ office }) => office))
    above = next
  }
  expect(seen).toEqual(['O0', 'O1', 'O2', 'O3', 'O4'])
})
