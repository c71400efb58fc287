import { createRepositories, type Repositories } from '../../../database'
import { codeOf } from '../../support/code-of'
import { newCharge, newEmployee } from '../../../domain/directory/charge/charge'
import type { Actor } from '../../../domain/letters/tapal/event'
import { buildDispatch, buildSeat } from '../../support/builders'
import { openItems } from '../../../services/directory/handover/open-items'
import { buildTapal, openRoom, type Room } from '../../database/room'
import { operationsOn } from './operations'

let room: Room
let other: Repositories
const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 6, minute))
const actor: Actor = { kind: 'kcs' }
const handovers = () => ({ ...room.repositories.handovers, ...operationsOn(room.repositories) })
const nothing = { items: [], counts: { tapals: 0, dispatches: 0, overdue: 0 } }

let made = 0
/** A seat with its holder, and who shall get it. */
async function scene() {
  const n = (made += 1)
  const [seat, from, to, third] = [`H${n}/SO`, `FROM-${n}`, `TO-${n}`, `THIRD-${n}`]
  await room.repositories.seats.save([buildSeat(seat)])
  await room.repositories.employees.save(
    [from, to, third].map((pen) => newEmployee({ pen, name: `Name ${pen}`, temporary: true })),
  )
  await room.repositories.charges.save([newCharge({ id: `c${n}`, seat, employee: from, from: at(0) })])
  const giving = {
    id: `h${n}`,
    seat,
    to,
    note: '',
    givenAt: at(1),
    givenBy: from,
    leftAtOnce: false,
    ...nothing,
  }
  return { n, seat, from, to, third, giving }
}

beforeAll(async () => {
  room = await openRoom()
  other = createRepositories(await room.another())
})
afterAll(() => room.close())

test('a seat taken by one and given away by the head at the same time has one holder in the end', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { n, seat, to, third, giving } = await scene()
    await handovers().give(giving, { actor, at: at(1) })
    const { leftAtOnce: _left, ...plain } = giving
    const forced = { ...plain, id: `f${n}`, to: third, reason: 'Absent' }
    const answers = await Promise.all([
      codeOf(handovers().take(giving.id, { actor, at: at(2) })),
      codeOf(operationsOn(other).giveOneSided(forced, { actor, at: at(3) })),
    ])
    const holders = await room.repositories.charges.holdersOf([seat], at(10))
    expect(holders).toHaveLength(1)
    expect(answers).toContain('done')
    expect([to, third]).toContain(holders[0]?.employee)
  }
})

test('of two givings at once one is open', async () => {
  const { n, seat, third, giving } = await scene()
  await Promise.all([
    handovers().give(giving, { actor, at: at(1) }),
    operationsOn(other).give({ ...giving, id: `g${n}`, to: third }, { actor, at: at(1) }),
  ])
  const { items } = await handovers().list({ seat }, { limit: 10 })
  expect(items.map(({ state }) => state).sort()).toEqual(['given', 'withdrawn'])
})

test('what cannot be taken leaves giver and seat as they were', async () => {
  const { seat, from, to, giving } = await scene()
  await handovers().give(giving, { actor, at: at(1) })
  await room.repositories.seats.save([buildSeat(seat, { activeUntil: at(60) })])
  expect(await codeOf(handovers().take(giving.id, { actor, at: at(2) }))).toBe('charge-outside-seat')
  expect(await room.repositories.charges.heldBy(from, at(3))).toHaveLength(1)
  expect(await room.repositories.charges.heldBy(to, at(3))).toEqual([])
  expect((await handovers().byId(giving.id))?.state).toBe('given')
})

test('a handover waits for its taker under the number that is issued meanwhile', async () => {
  const { to, giving, n } = await scene()
  await handovers().give(giving, { actor, at: at(1) })
  await handovers().issueNumber(to, `PEN-${n}`, { actor, at: at(2) })
  const taken = await handovers().take(giving.id, { actor, at: at(3) })
  expect(taken.to).toBe(`PEN-${n}`)
  expect(await room.repositories.charges.heldBy(`PEN-${n}`, at(4))).toHaveLength(1)
})

test('the open items are those not closed and those still waiting, what is due first at the head', async () => {
  const { seat } = await scene()
  const sent = buildDispatch({ state: 'in-progress', sender: { office: 'H', seat, holder: null } })
  await room.repositories.dispatches.accept(sent)
  await room.repositories.tapals.insert([
    buildTapal({ dispatch: sent.id, owes: true, dueAt: at(50) }),
    buildTapal({ dispatch: sent.id, owes: true, dueAt: at(40), office: 'DC2' }),
    buildTapal({ dispatch: 'OTHER', id: 'T-late', seat, office: 'DC3', state: 'delivered', dueAt: at(1) }),
    buildTapal({
      dispatch: 'OTHER',
      id: 'T-taken',
      seat,
      office: 'DC4',
      state: 'acknowledged',
      owes: false,
      dueAt: null,
    }),
    buildTapal({ dispatch: 'OTHER', seat, office: 'DC5', state: 'closed', owes: false, dueAt: null }),
  ])
  const { items, counts } = await openItems(room.repositories, seat, at(30))
  expect(items.map(({ id, dueAt }) => [id, dueAt])).toEqual([
    ['T-late', at(1)],
    [sent.id, at(40)],
    ['T-taken', null],
  ])
  expect(counts).toEqual({ tapals: 2, dispatches: 1, overdue: 1 })
})
