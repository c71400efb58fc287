// In whose name a caller acts for an office: by a seat held, or by a vacant one that falls to the caller, however large it is.

import { newCharge } from '../../../domain/directory/charge/charge'
import { actingOf } from '../../../services/access/right/acting'
import { accountIdentity, type Caller } from '../../../services/access/right/identity'
import { requireOffice, seatInOffice } from '../../../services/access/right/rights'
import { openRoom, type Room } from '../../database/room'
import { buildSeat } from '../../support/builders'
import { codeOf } from '../../support/code-of'

const NOW = new Date('2026-11-22T06:00:00Z')
const FROM = new Date('2020-01-01T00:00:00Z')
/** More than any office has. */
const SEATS = 3_000

let room: Room
beforeAll(async () => {
  room = await openRoom()
  const crowd = Array.from({ length: SEATS }, (_, n) => buildSeat(`CROWD/${String(n).padStart(4, '0')}`))
  const { seats, charges } = room.repositories
  await seats.save([
    ...crowd,
    buildSeat('CROWD/ZY', { linkOfficer: 'TOP/LINK' }),
    buildSeat('CROWD/ZZ', { reportsTo: 'CROWD/ZY' }),
    buildSeat('CROWD/ZW', { linkOfficer: 'TOP/LATE', activeUntil: NOW }),
    ...['TOP/LINK', 'TOP/LATE', 'TOP/OWN'].map((id) => buildSeat(id)),
  ])
  const held: [string, string][] = [
    ...crowd.map(({ id }): [string, string] => ['somebody', id]),
    ['link', 'TOP/LINK'],
    ['late', 'TOP/LATE'],
    ['own', 'TOP/OWN'],
    ['own', 'CROWD/2999'],
  ]
  await charges.save(
    held.map(([employee, seat]) => newCharge({ id: `${seat} ${employee}`, seat, employee, from: FROM })),
  )
})
afterAll(() => room.close())

const callerOf = async (employee: string): Promise<Caller> =>
  accountIdentity(
    { login: employee, employee, passwordHash: 'x', roles: ['officer'], language: 'en', active: true },
    {
      ...{ hash: 'h', login: employee, employee, csrfToken: 't' },
      ...{ startedAt: NOW, usedAt: NOW, expiresAt: NOW },
    },
    await actingOf(room.repositories, employee, NOW),
  )
const asked = async (employee: string, office: string) => {
  const caller = await callerOf(employee)
  room.sent.length = 0
  const seat = await seatInOffice(room.repositories.seats, caller, office)
  return { seat, trips: room.sent.map(({ name }) => name) }
}

test('the seat held goes before others, and is one read', async () => {
  expect(await asked('own', 'CROWD')).toEqual({ seat: 'CROWD/2999', trips: ['find'] })
})

test('a vacant seat that falls to the caller is found behind thousands of others, by two reads more', async () => {
  expect(await asked('link', 'CROWD')).toEqual({ seat: 'CROWD/ZY', trips: ['find', 'aggregate', 'find'] })
})

test('a seat that has ended, another office and an office that is not there are nobody’s', async () => {
  const { seats } = room.repositories
  expect((await asked('late', 'CROWD')).seat).toBeNull()
  expect((await asked('own', 'TOP')).seat).toBe('TOP/OWN')
  expect((await asked('link', 'NONE')).seat).toBeNull()
  expect((await asked('nobody', 'CROWD')).seat).toBeNull()
  const caller = await callerOf('late')
  expect(await codeOf(requireOffice(seats, caller, 'CROWD'))).toBe('seat-not-held')
})
