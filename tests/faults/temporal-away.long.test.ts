// Temporal is killed under load and stays away: letters are confirmed meanwhile, and go in the order of acceptance after.

import { setTimeout as sleep } from 'node:timers/promises'
import { openStage, type Stage } from './letters'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
}, 180_000)
afterAll(() => stage?.close(), 60_000)

/** Keeps Temporal from coming back for so long. */
async function keepAway(ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(100)) stage.world.kill('temporal')
}

it.each([
  ['half a minute', 30_000],
  ['ten minutes', 600_000],
])(
  'for %s: every letter is confirmed within its second, none is refused, all are closed after',
  async (_name, ms) => {
    const ids: string[] = []
    const slowest = { ms: 0 }
    const over = AbortSignal.timeout(ms)
    const away = keepAway(ms)
    while (!over.aborted) {
      const since = Date.now()
      ids.push(await stage.send(['ALPHA1']))
      slowest.ms = Math.max(slowest.ms, Date.now() - since)
      await sleep(500)
    }
    await away
    for (const id of ids) await stage.untilClosed(id, 180_000)
    expect(ids.length).toBeGreaterThan(ms / 2_000)
    const rows = await stage.world.database
      .collection('tapals')
      .find({ dispatch: { $in: ids } })
      .project<{ dispatch: string }>({ dispatch: 1 })
      .toArray()
    expect(new Set(rows.map(({ dispatch }) => dispatch)).size).toBe(ids.length)
    expect(rows).toHaveLength(ids.length)
    expect(slowest.ms).toBeLessThan(10_000)
  },
  1_200_000,
)
