import { buildSeat } from '../../support/builders'
import { openRoom, type Room } from '../room'

const NOW = new Date('2026-11-22T06:00:00Z')
let room: Room
beforeAll(async () => {
  room = await openRoom()
  await room.repositories.seats.save([
    buildSeat('L/CLERK', { reportsTo: 'L/SO' }),
    buildSeat('L/SO', { reportsTo: 'L/US', activeUntil: new Date('2026-11-01T00:00:00Z') }),
    buildSeat('L/US', { reportsTo: 'L/JS' }),
    buildSeat('L/JS', { reportsTo: null, activeUntil: new Date('2026-11-01T00:00:00Z') }),
  ])
})
afterAll(() => room.close())

test('a ladder passes over seats that have ended: nobody acts for them', async () => {
  const line = await room.repositories.seats.linesAbove(['L/CLERK'], 6, NOW)
  expect([line.get('L/CLERK'), line.get('L/US')]).toEqual(['L/US', null])
  const before = await room.repositories.seats.linesAbove(['L/CLERK'], 6, new Date('2026-10-01T00:00:00Z'))
  expect([before.get('L/CLERK'), before.get('L/US')]).toEqual(['L/SO', 'L/JS'])
})
