// A minute of what `npm run soak` does for longer.

import { soak } from './soak'
import { PARTS } from './world'

it('a minute of letters, circulars, recalls and lies while every part is killed loses nothing and doubles nothing', async () => {
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const seed = Date.now() % 1_000_000
  const { broken, disagreements, faults, kills, dispatches } = await soak({
    ms: 60_000,
    seed,
    parts: PARTS,
    everyMs: 900,
    killsApart: { least: 3_000, most: 9_000 },
    say,
  })
  expect({ seed, lines, broken, disagreements, faults }).toEqual({
    ...{ seed, lines, broken: {}, disagreements: [], faults: [] },
  })
  expect(Object.keys(kills).sort()).toEqual([...PARTS].sort())
  expect(dispatches).toBeGreaterThan(60)
}, 600_000)
