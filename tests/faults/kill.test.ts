// kill -9 of each part in the middle of the main job: nothing is lost and nothing is doubled.

import { openStand, type Part, type Stand } from './stand'

let stand: Stand

beforeAll(async () => {
  stand = await openStand()
}, 180_000)

afterAll(() => stand?.close(), 60_000)

/** Sends the order again and kills the part when the trace shows that the letter is on its way. */
async function killDuringJob(part: Part): Promise<void> {
  let killed = false
  await stand.job(part, (line) => {
    if (!killed && line.includes('delivered')) killed = stand.kill(part)
  })
  expect(killed).toBe(true)
}

describe('kill -9 in the middle of the main job', () => {
  it('of the worker: another takes over its claims, and every addressee has the letter once', async () => {
    await killDuringJob('worker')
    await stand.expectNothingLostOrDoubled()
  }, 180_000)

  it('of the API: the e-Office and the officers go on when it is back', async () => {
    await killDuringJob('api')
    await stand.expectNothingLostOrDoubled()
  }, 180_000)

  it('of Temporal: the runs go on from its file', async () => {
    await killDuringJob('temporal')
    await stand.expectNothingLostOrDoubled()
  }, 180_000)

  it('of MongoDB: what was acknowledged by it is there, and the rest is tried again', async () => {
    await killDuringJob('mongod')
    await stand.expectNothingLostOrDoubled()
  }, 180_000)
})
