import { openRoom, type Room } from '../room'

let room: Room
const repo = () => room.repositories.sessions
const START = new Date('2026-11-22T06:00:00Z')
const after = (minutes: number): Date => new Date(START.getTime() + minutes * 60_000)
const IDLE_MS = 30 * 60_000
const begin = (hash: string, login = 'so') =>
  repo().begin({
    hash,
    login,
    employee: 'PEN1',
    csrfToken: 'x',
    startedAt: START,
    usedAt: START,
    expiresAt: after(600),
  })

beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

test('a session ends by idleness', async () => {
  await begin('idle')
  expect(await repo().live('idle', after(30), IDLE_MS)).toBeNull()
})

test('a session lives as long as it is used, and ends at its last instant whatever the use', async () => {
  await begin('used')
  for (let minute = 29; minute < 600; minute += 29)
    expect(await repo().live('used', after(minute), IDLE_MS)).toMatchObject({ login: 'so' })
  expect(await repo().live('used', new Date(after(600).getTime() - 1), IDLE_MS)).not.toBeNull()
  expect(await repo().live('used', after(600), IDLE_MS)).toBeNull()
})

test('its use is noted once a minute, not on every request', async () => {
  await begin('often')
  room.sent.length = 0
  for (const seconds of [1, 30, 59])
    await repo().live('often', new Date(START.getTime() + seconds * 1000), IDLE_MS)
  expect(room.sent.map(({ name }) => name)).toEqual(['find', 'find', 'find'])
  await repo().live('often', new Date(START.getTime() + 61_000), IDLE_MS)
  expect(room.sent.map(({ name }) => name).slice(3)).toEqual(['find', 'update'])
})

test('signing out ends it at once, and all sessions of a login can be ended', async () => {
  await begin('one', 'clerk')
  await begin('two', 'clerk')
  await repo().end('one', START)
  expect(await repo().live('one', START, IDLE_MS)).toBeNull()
  expect(await repo().live('two', START, IDLE_MS)).not.toBeNull()
  await repo().endAllOf('clerk')
  expect(await repo().live('two', START, IDLE_MS)).toBeNull()
})
