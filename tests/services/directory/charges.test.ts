import { createRepositories, type Repositories } from '../../../database'
import { codeOf } from '../../support/code-of'
import { newEmployee } from '../../../domain/directory/charge/charge'
import type { Actor } from '../../../domain/letters/tapal/event'
import { buildSeat } from '../../support/builders'
import { openRoom, type Room } from '../../database/room'
import { operationsOn } from './operations'

let room: Room
let other: Repositories
const at = (day: number) => new Date(Date.UTC(2026, 10, day))
const actor: Actor = { kind: 'operator', account: 'account:admin' }
const entered = { actor, at: at(22) }
const charges = () => ({ ...room.repositories.charges, ...operationsOn(room.repositories) })

let made = 0
/** A seat and employees of its own for each test. */
async function place(people: number): Promise<{ seat: string; pens: string[] }> {
  const seat = `C${(made += 1)}/SO`
  const pens = Array.from({ length: people }, (_, i) => `PEN-${made}-${i}`)
  await room.repositories.seats.save([buildSeat(seat)])
  await room.repositories.employees.save(pens.map((pen) => newEmployee({ pen, name: `Name ${pen}` })))
  return { seat, pens }
}
const joining = (seat: string, employee: string, from = at(1)) =>
  ({ id: `${employee} ${seat} ${from.getTime()}`, seat, employee, kind: 'regular', from }) as const

beforeAll(async () => {
  room = await openRoom()
  other = createRepositories(await room.another())
})
afterAll(() => room.close())

test('of twelve who join one seat at once from two processes a single one gets it', async () => {
  const { seat, pens } = await place(12)
  const answers = await Promise.all(
    pens.map((pen, i) => codeOf((i % 2 ? charges() : operationsOn(other)).join(joining(seat, pen), entered))),
  )
  expect(answers.filter((answer) => answer === 'done')).toHaveLength(1)
  expect(answers.filter((answer) => answer === 'charge-overlaps')).toHaveLength(11)
  expect(await charges().holdersOf([seat], at(2))).toHaveLength(1)
})

test('a join leaves the version of the seat as it is, for nobody changed the seat', async () => {
  const { seat, pens } = await place(1)
  await charges().join(joining(seat, pens[0]!), entered)
  expect((await room.repositories.seats.byId(seat))?.version).toBe(1)
})

test('who joins and is suspended at the same time ends without the seat, whichever was first', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { seat, pens } = await place(1)
    const [joined] = await Promise.all([
      codeOf(charges().join(joining(seat, pens[0]!), entered)),
      codeOf(operationsOn(other).suspend(pens[0]!, at(22), entered)),
    ])
    expect(['done', 'employee-suspended']).toContain(joined)
    expect(await charges().heldBy(pens[0]!, at(22))).toEqual([])
  }
})

test('relieving ends the charge at its instant; the past stays answerable', async () => {
  const { seat, pens } = await place(1)
  await charges().join(joining(seat, pens[0]!), entered)
  const ended = await charges().relieve({ employee: pens[0]!, seat, at: at(10) }, entered)
  expect(ended).toMatchObject({ until: at(10), ended: 'relieved' })
  expect(await charges().holdersOf([seat], new Date(at(10).getTime() - 1))).toHaveLength(1)
  expect(await charges().holdersOf([seat], at(10))).toEqual([])
  expect(await codeOf(charges().relieve({ employee: pens[0]!, seat, at: at(11) }, entered))).toBe(
    'charge-not-held',
  )
})

test('a transfer ends one charge and begins the other at the same instant, or does neither', async () => {
  const [from, to] = [await place(2), await place(1)]
  const [mover, holder] = [from.pens[0]!, to.pens[0]!]
  await charges().join(joining(from.seat, mover), entered)
  await charges().join(joining(to.seat, holder), entered)
  const move = () =>
    charges().transfer({ employee: mover, seat: from.seat }, joining(to.seat, mover, at(10)), entered)
  expect(await codeOf(move())).toBe('charge-overlaps')
  expect(await charges().heldBy(mover, at(10))).toMatchObject([{ seat: from.seat, until: null }])
  await charges().relieve({ employee: holder, seat: to.seat, at: at(9) }, entered)
  expect(await move()).toMatchObject({
    ended: { seat: from.seat, until: at(10), ended: 'transferred' },
    begun: { seat: to.seat, from: at(10), until: null },
  })
  expect(await charges().heldBy(mover, at(10))).toMatchObject([{ seat: to.seat }])
})

test('suspension ends all charges, sessions and the account’s access; reinstatement opens the account only', async () => {
  const [one, two] = [await place(1), await place(1)]
  const pen = one.pens[0]!
  const login = pen.toLowerCase()
  await charges().join(joining(one.seat, pen), entered)
  await charges().join(joining(two.seat, pen), entered)
  const { accounts, sessions } = room.repositories
  await accounts.add({ login, employee: pen, passwordHash: 'x', roles: [], language: 'en', active: true })
  const session = { hash: pen, login, employee: pen, csrfToken: 't', startedAt: at(22), usedAt: at(22) }
  await sessions.begin({ ...session, expiresAt: at(23) })
  await charges().suspend(pen, at(20), entered)
  expect(await charges().heldBy(pen, at(20))).toEqual([])
  expect(await sessions.live(pen, at(22), 1000)).toBeNull()
  expect((await accounts.byLogin(login))?.active).toBe(false)
  expect((await room.repositories.employees.byPen(pen))?.suspendedFrom).toEqual(at(20))
  expect(await codeOf(charges().join(joining(one.seat, pen, at(21)), entered))).toBe('employee-suspended')
  expect(await charges().suspend(pen, at(21), entered)).toEqual([])

  await charges().reinstate(pen, entered)
  expect((await accounts.byLogin(login))?.active).toBe(true)
  expect(await charges().heldBy(pen, at(21))).toEqual([])
  expect((await charges().join(joining(one.seat, pen, at(21)), entered)).from).toEqual(at(21))
})

test('every operation is in the audit log, with numbers and without names', async () => {
  const { seat, pens } = await place(1)
  const { id } = await charges().join(joining(seat, pens[0]!), entered)
  await charges().relieve({ employee: pens[0]!, seat, at: at(10) }, entered)
  const entries = await room.repositories.audit.of(id)
  expect(entries.map(({ what, thing }) => [thing, what])).toEqual([
    ['charge', 'joined'],
    ['charge', 'relieved'],
  ])
  expect(entries[1]).toMatchObject({ before: { until: null }, after: { until: at(10), ended: 'relieved' } })
  expect(JSON.stringify(entries)).not.toContain('Name')
})

test.each([
  ['seat-unknown', 'NO/SEAT', 'here'],
  ['employee-unknown', 'here', 'NOBODY'],
])('%s', async (code, seat, pen) => {
  const here = await place(1)
  const wanted = joining(seat === 'here' ? here.seat : seat, pen === 'here' ? here.pens[0]! : pen)
  expect(await codeOf(charges().join(wanted, entered))).toBe(code)
})

test('the holders of many seats are one round trip', async () => {
  room.sent.length = 0
  await charges().holdersOf(['A', 'B', 'C'], at(1))
  expect(room.sent).toHaveLength(1)
})
