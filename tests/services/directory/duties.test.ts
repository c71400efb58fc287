import { dutyOf, newCharge } from '../../../domain/directory/charge/charge'
import type { Seat } from '../../../domain/directory/seat/seat'
import { buildSeat } from '../../support/builders'
import {
  dutiesOf,
  fallenAmong,
  fallenInOffice,
  fallingTo,
  MOST,
} from '../../../services/directory/charge/duties'
import { openRoom, type Room } from '../../database/room'

let room: Room
const NOW = new Date('2026-11-22T06:00:00Z')
const charges = () => room.repositories.charges
const hold = (seat: string, employee = `PEN ${seat}`) =>
  newCharge({ id: `${seat} ${employee}`, seat, employee, from: new Date('2020-01-01T00:00:00Z') })

beforeEach(async () => {
  room = await openRoom()
})
afterEach(() => room.close())

const enter = async (seats: Seat[], held: string[]) => {
  await room.repositories.seats.save(seats)
  await charges().save(held.map((seat) => hold(seat)))
  room.sent.length = 0
}

test('a vacant seat falls to the link officer, told with the reason', async () => {
  await enter(
    [buildSeat('O/A', { linkOfficer: 'O/L', reportsTo: 'O/H' }), buildSeat('O/L'), buildSeat('O/H')],
    ['O/L', 'O/H'],
  )
  expect(await fallingTo(room.repositories, ['O/L'], NOW)).toEqual([
    { seat: 'O/A', reason: { code: 'vacant-link-officer', of: 'O/L' } },
  ])
  expect(await fallingTo(room.repositories, ['O/H'], NOW)).toEqual([])
})

test('without a link officer in place it falls to the seat above, over all vacant seats between', async () => {
  const line = Array.from({ length: 21 }, (_, i) =>
    buildSeat(`O/${i}`, { reportsTo: i === 0 ? null : `O/${i - 1}`, linkOfficer: i === 5 ? 'O/L' : null }),
  )
  await enter([...line, buildSeat('O/L')], ['O/0'])
  const fallen = await fallingTo(room.repositories, ['O/0'], NOW)
  expect(fallen.map(({ seat }) => seat)).toHaveLength(20)
  for (const { reason } of fallen) expect(reason).toEqual({ code: 'vacant-seat-above', of: 'O/0' })
})

test('a held seat, an ended one, and what lies below a held one fall to nobody else', async () => {
  await enter(
    [
      buildSeat('O/H'),
      buildSeat('O/1', { reportsTo: 'O/H' }),
      buildSeat('O/2', { reportsTo: 'O/1' }),
      buildSeat('O/3', { reportsTo: 'O/H', activeUntil: NOW }),
    ],
    ['O/H', 'O/1'],
  )
  expect(await fallingTo(room.repositories, ['O/H'], NOW)).toEqual([])
})

test('seats that report in a circle end the search', async () => {
  await enter([buildSeat('O/1', { reportsTo: 'O/2' }), buildSeat('O/2', { reportsTo: 'O/1' })], ['O/1'])
  expect(await fallingTo(room.repositories, ['O/1'], NOW)).toEqual([
    { seat: 'O/2', reason: { code: 'vacant-seat-above', of: 'O/1' } },
  ])
  expect((await dutiesOf(room.repositories, ['O/2'], NOW)).get('O/2')?.actingSeat).toBe('O/1')
})

test('the duty of seats is two round trips, however many; what falls to a holder one, and two for each vacant level', async () => {
  const line = ['O/1', 'O/2', 'O/3'].map((id, i) => buildSeat(id, { reportsTo: i === 0 ? 'O/H' : `O/${i}` }))
  await enter([buildSeat('O/H'), buildSeat('O/LEAF'), ...line], ['O/H', 'O/LEAF', 'O/3'])
  const trips = async (work: () => Promise<unknown>) => {
    room.sent.length = 0
    await work()
    return room.sent.map(({ name }) => name)
  }
  const all = ['O/H', 'O/LEAF', ...line.map(({ id }) => id)]
  expect(await trips(() => dutiesOf(room.repositories, all, NOW))).toEqual(['aggregate', 'find'])
  expect(await trips(() => fallenAmong(room.repositories, all, ['O/H'], NOW))).toEqual(['aggregate', 'find'])
  expect(await trips(() => fallingTo(room.repositories, ['O/LEAF'], NOW))).toEqual(['find'])
  // O/1 and O/2 are vacant, O/3 is held.
  expect(await trips(() => fallingTo(room.repositories, ['O/H'], NOW))).toHaveLength(6)
  expect(await trips(() => fallingTo(room.repositories, [], NOW))).toEqual([])
  expect(await trips(() => dutiesOf(room.repositories, [], NOW))).toEqual([])
  expect(await trips(() => fallenAmong(room.repositories, all, [], NOW))).toEqual([])
})

test('of very many vacant seats the nearest are told, and each that is asked about is known', async () => {
  const below = Array.from({ length: 3 * MOST }, (_, i) => buildSeat(`O/${i}`, { reportsTo: 'O/H' }))
  await enter(
    [buildSeat('O/H'), ...below, buildSeat('O/OLD', { reportsTo: 'O/H', activeUntil: NOW })],
    ['O/H'],
  )
  expect(await fallingTo(room.repositories, ['O/H'], NOW)).toHaveLength(MOST)
  const all = below.map(({ id }) => id)
  expect(await fallenAmong(room.repositories, [...all, 'O/H', 'O/OLD', 'O/NONE'], ['O/H'], NOW)).toHaveLength(
    all.length,
  )
  expect(await fallenAmong(room.repositories, all, ['O/1'], NOW)).toEqual([])
})

test('in two hundred directories drawn by lot all questions answer what the rule says', async () => {
  let seed = 7
  const draw = (n: number) => (seed = (seed * 48271) % 2147483647) % n
  for (let round = 0; round < 200; round += 1) {
    const ids = Array.from({ length: 12 }, (_, i) => `R${round}/${i}`)
    const seats = ids.map((id, i) =>
      buildSeat(id, {
        reportsTo: i === 0 || draw(8) === 0 ? null : ids[draw(i)]!,
        linkOfficer: draw(3) === 0 ? ids[draw(ids.length)]! : null,
      }),
    )
    const held = ids.filter(() => draw(3) === 0)
    await enter(seats, held)
    const byId = new Map(seats.map((seat) => [seat.id, seat]))
    const rule = (id: string) =>
      dutyOf(
        byId.get(id)!,
        (one) => byId.get(one),
        (seat) => (held.includes(seat) ? [hold(seat)] : []),
        NOW,
      )
    const duties = await dutiesOf(room.repositories, ids, NOW)
    for (const id of ids) expect(duties.get(id)).toEqual(rule(id))
    const own = held.slice(0, 2)
    const expected = ids
      .map((id) => ({ seat: id, ...rule(id) }))
      .filter(
        ({ seat, actingSeat }) => actingSeat !== null && actingSeat !== seat && own.includes(actingSeat),
      )
      .map(({ seat, reason }) => ({ seat, reason }))
    const found = await fallingTo(room.repositories, own, NOW)
    expect((await fallenAmong(room.repositories, ids, own, NOW)).sort()).toEqual(
      expected.map(({ seat }) => seat).sort(),
    )
    expect(await fallenInOffice(room.repositories, `R${round}`, own, NOW)).toEqual(
      expected.map(({ seat }) => seat).sort(),
    )
    expect(found.sort((one, two) => one.seat.localeCompare(two.seat))).toEqual(
      expected.sort((one, two) => one.seat.localeCompare(two.seat)),
    )
  }
})
