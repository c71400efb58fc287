// Runs whose code fails again and again are what `kcs verify` tells of, too.

import { CASES } from '../../process/cases'
import { createStore } from '../../process/compose'
import { createSecrets } from '../../secrets'
import { type NamedFinding, verify } from '../../services/operations/verify/verify'
import { dutyDeps } from '../support/duty-deps'
import { openWorld, type World } from '../support/world'

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a run whose code fails again and again is named with its cause, and one that goes on is not', async () => {
  const found: NamedFinding[] = []
  const startedAt = new Date()
  const seen = [
    { subject: 'L1', startedAt, failing: 'NonDeterministicError' },
    { subject: 'L2', startedAt, failing: null },
  ]
  const runs = { ...world.runs, underWay: async () => ({ runs: seen, next: null }) }
  const store = createStore(world.database, () => startedAt)
  const deps = { ...dutyDeps({ ...world, runs }), store, cases: [CASES[0]!], now: startedAt }
  await verify({ ...deps, secrets: createSecrets('00'.repeat(32)) }, new Set(['failing-runs']), (finding) =>
    found.push(finding),
  )
  expect(found.map(({ id, what }) => `${id} ${what}`)).toEqual([
    'L1 has a run of dispatch whose code fails again and again: NonDeterministicError',
  ])
})
