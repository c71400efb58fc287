// The benchmarks are run by hand; that their stage still fits the product is seen here, with a few letters.

import { openAcceptBench } from '../../bench/accept'
import { openLetterBench } from '../../bench/letter'
import { openStage, type Stage } from '../../bench/stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage(() => undefined)
}, 120_000)
afterAll(() => stage.close(), 60_000)

it('accepts letters through an API process of its own, each once', async () => {
  const bench = await openAcceptBench(stage)
  try {
    const { times, perSecond } = await bench.accept(6, 3)
    expect(times).toHaveLength(6)
    expect(perSecond).toBeGreaterThan(0)
    expect(await stage.database.collection('dispatches').countDocuments()).toBe(6)
    expect(await bench.raw(4, 2)).toBeGreaterThan(0)
  } finally {
    await bench.close()
  }
}, 120_000)

it('carries letters from acceptance to their end, beside workflows that do nothing', async () => {
  const bench = await openLetterBench(stage)
  try {
    expect(await bench.bare(2, 1)).toBeGreaterThan(0)
    expect(await bench.letters(2, 2)).toBeGreaterThan(0)
    const { events, bytes } = await bench.history(1_000)
    expect(events).toBeLessThanOrEqual(20)
    expect(bytes).toBeLessThanOrEqual(8_192)
  } finally {
    await bench.close()
  }
}, 120_000)
