// `npm run soak -- --minutes N --seed S`: some minutes of mixed load while every part is killed again and again.

import { quietWithin } from '../oracle/judge'
import { SENDERS, soak } from './soak'
import { type Part, PARTS } from './world'

const minutes = Number(process.env['KCS_SOAK_MINUTES'] ?? 2)
const ms = minutes * 60_000
/** So many are offered, and all of them are taken in unless the machine is too slow for it. */
const letters = Number(process.env['KCS_SOAK_LETTERS'] ?? minutes * 520)
/** The same seed makes the same letters, kills and faults after the same waits. */
const seed = Number(process.env['KCS_SOAK_SEED'] ?? Date.now() % 1_000_000)
const parts = (process.env['KCS_SOAK_KILL']?.split(',') ?? PARTS) as readonly Part[]

it(
  `${minutes} minutes with seed ${seed}: nothing is lost, nothing is doubled, nothing is stuck`,
  async () => {
    const say = (line: string): void => void process.stderr.write(`soak: ${line}\n`)
    const { broken, disagreements, faults, ...result } = await soak({
      ms,
      seed,
      parts,
      everyMs: (ms * SENDERS) / letters,
      // Five a minute: killed more often, the parts would do little but start.
      killsApart: { least: 6_000, most: 18_000 },
      say,
    })
    say(JSON.stringify({ minutes, seed, ...result }))
    expect({ broken, disagreements, faults }).toEqual({ broken: {}, disagreements: [], faults: [] })
    expect(Object.keys(result.kills).sort()).toEqual([...parts].sort())
  },
  // The load, the time to come to rest, and the judge.
  ms + quietWithin(ms) + 600_000,
)
