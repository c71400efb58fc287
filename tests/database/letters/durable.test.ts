// A 202 is on the disk: kill -9 alone proves nothing of a power cut, so the server's own count of flushes is asked.

import { buildDispatch } from '../../support/builders'
import { openRoom, type Room } from '../room'

let room: Room
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())

/** How often the journal was flushed to the disk. */
async function flushes(): Promise<number> {
  const { wiredTiger } = (await room.database.db!.admin().command({ serverStatus: 1 })) as unknown as {
    wiredTiger: { log: Record<string, number> }
  }
  return wiredTiger.log['log sync operations']!
}

it('each letter that is accepted alone has a flush of the journal of its own before it is confirmed', async () => {
  const before = await flushes()
  for (let at = 0; at < 20; at += 1) await room.repositories.dispatches.accept(buildDispatch())
  expect((await flushes()) - before).toBeGreaterThanOrEqual(20)
})

it('letters of the same moment share one', async () => {
  const letters = Array.from({ length: 40 }, () => buildDispatch())
  const before = await flushes()
  await Promise.all(letters.map((letter) => room.repositories.dispatches.accept(letter)))
  const shared = (await flushes()) - before
  expect(shared).toBeGreaterThanOrEqual(1)
})
