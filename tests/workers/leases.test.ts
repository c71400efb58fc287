// Workers share the duties: each part is one worker's at a time, and a dead one's part is another's within seconds.

import { createLeases, type Leases } from '../../workers/leases'
import { calmly } from '../../workers/calm-log'
import { openRoom, type Room } from '../database/room'
import { until } from '../support/until'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
beforeEach(() => room.database.collection('leases').deleteMany({}))

const units = Array.from({ length: 8 }, (_, part) => ({ duty: 'follow', part }))
/** Longer than a slow machine needs for a test; who shall die gets a short one. */
const LEASE_MS = 60_000
const worker = (leaseMs = LEASE_MS): Leases =>
  createLeases({ leases: room.repositories.leases, units, leaseMs })
const beat = async (...workers: Leases[]): Promise<void> => {
  for (const one of workers) await one.beat()
}
const parts = (...workers: Leases[]): number[] => workers.flatMap((one) => one.held('follow'))

test('one worker holds all, two hold half each, and no part is held by both at any time', async () => {
  const [one, other] = [worker(), worker()]
  await beat(one)
  expect(parts(one)).toHaveLength(8)
  await beat(other)
  expect(parts(other)).toEqual([])
  await beat(one)
  expect(parts(one)).toHaveLength(4)
  await beat(other)
  expect(parts(other)).toHaveLength(4)
  expect(parts(one, other).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('ten workers that begin at the same moment never hold a part twice, and hold all of them in the end', async () => {
  const workers = Array.from({ length: 10 }, () => worker(60_000))
  for (let round = 0; round < 4; round += 1) {
    await Promise.all(workers.map((one) => one.beat()))
    const held = parts(...workers)
    expect(new Set(held).size).toBe(held.length)
  }
  expect(parts(...workers).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('what a worker holds that died is free after its time, and at once from one that was stopped', async () => {
  const [one, dead, stopped] = [worker(), worker(3_000), worker()]
  await beat(one, dead, stopped, one, dead, stopped, one)
  await stopped.leave()
  expect(parts(stopped)).toEqual([])
  await until(
    async () => {
      await one.beat()
      return parts(one).length === 8
    },
    { what: 'the parts of the dead' },
  )
  // It does not know that it is dead, and holds nothing all the same.
  expect(parts(dead)).toEqual([])
})

test('a worker that reaches no database any more holds nothing when its time is over', async () => {
  const one = worker(5_000)
  await beat(one)
  expect(parts(one)).toHaveLength(8)
  await until(() => Promise.resolve(parts(one).length === 0), { what: 'the end of the lease' })
})

test('the clocks of workers do not matter', async () => {
  const one = worker()
  await beat(one)
  const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000)
  const fast = worker()
  await beat(fast)
  expect(parts(fast)).toEqual([])
  clock.mockRestore()
  expect(parts(one)).toHaveLength(8)
})

test('a beat costs two round trips, with one more for each change', async () => {
  const one = worker()
  await beat(one)
  room.sent.length = 0
  await beat(one)
  expect(room.sent.map(({ name }) => name)).toEqual(['update', 'find'])
})

test('the log says the same failure of the same row once a minute', () => {
  const said: object[] = []
  let now = 0
  const log = calmly({ info: () => undefined, warn: (fields) => said.push(fields) }, () => now)
  for (let i = 0; i < 100; i += 1) log.warn({ id: 'a' }, 'failed')
  log.warn({ id: 'b' }, 'failed')
  now = 61_000
  log.warn({ id: 'a' }, 'failed')
  expect(said).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'a' }])
})
