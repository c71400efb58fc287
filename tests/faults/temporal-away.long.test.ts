// Temporal is killed under load and stays away: letters are confirmed meanwhile, and go in the order of acceptance after.

import { setTimeout as sleep } from 'node:timers/promises'
import { without } from './letters'
import { shareStage, stage } from './shared-stage'

shareStage()

it.each([
  ['half a minute', 30_000],
  ['ten minutes', 600_000],
])(
  'for %s: every letter is confirmed within its second, none is refused, all are closed after',
  async (_name, ms) => {
    const ids: string[] = []
    const slowest = { ms: 0 }
    const over = AbortSignal.timeout(ms)
    await without(stage.world, ['temporal'], async () => {
      while (!over.aborted) {
        const since = Date.now()
        ids.push(await stage.send(['ALPHA1']))
        slowest.ms = Math.max(slowest.ms, Date.now() - since)
        await sleep(500)
      }
    })
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
