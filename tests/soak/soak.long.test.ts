// `npm run soak -- --minutes N --seed S`: some minutes of mixed load while every part is killed again and again.

import { soak } from './soak'
import { type Part, PARTS } from './world'

const minutes = Number(process.env['KCS_SOAK_MINUTES'] ?? 2)
/** The same seed makes the same letters, kills and faults after the same waits. */
const seed = Number(process.env['KCS_SOAK_SEED'] ?? Date.now() % 1_000_000)
const parts = (process.env['KCS_SOAK_KILL']?.split(',') ?? PARTS) as readonly Part[]

it(
  `${minutes} minutes with seed ${seed}: nothing is lost, nothing is doubled, nothing is stuck`,
  async () => {
    const say = (line: string): void => void process.stderr.write(`soak: ${line}\n`)
    const { broken, disagreements, faults, ...result } = await soak({
      ms: minutes * 60_000,
      seed,
      parts,
      // Four senders: 10,400 letters in 20 minutes.
      everyMs: 460,
      // Five a minute: killed more often, the parts would do little but start.
      killsApart: { least: 6_000, most: 18_000 },
      say,
    })
    say(JSON.stringify({ minutes, seed, ...result }))
    expect({ broken, disagreements, faults }).toEqual({ broken: {}, disagreements: [], faults: [] })
    expect(Object.keys(result.kills).sort()).toEqual([...parts].sort())
  },
  (minutes + 20) * 60_000,
)
