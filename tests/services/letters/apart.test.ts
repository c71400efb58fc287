// Of a batch only what is bad has the fault.

import { apart } from '../../../services/letters/delivery/apart'

const range = (count: number): number[] => Array.from({ length: count }, (_, n) => n)

/** Works on all but those; returns what was done, what was left alone, and how often work began. */
async function work(count: number, bad: (n: number) => boolean) {
  const done: number[] = []
  const alone: number[] = []
  let begun = 0
  await apart(
    range(count),
    async (some) => {
      begun += 1
      if (some.some(bad)) throw new Error('bad')
      done.push(...some)
    },
    (some) => void alone.push(...some),
  )
  return { done, alone, begun }
}

test('one bad of two hundred is found in few steps, and all others are done once', async () => {
  const { done, alone, begun } = await work(200, (n) => n === 137)
  expect(alone).toEqual([137])
  expect(done.sort((a, b) => a - b)).toEqual(range(200).filter((n) => n !== 137))
  expect(begun).toBeLessThanOrEqual(17)
})

test('where all is bad, it is given up after some faults and not once for each', async () => {
  const { done, alone, begun } = await work(5_000, () => true)
  expect(done).toEqual([])
  expect(alone.sort((a, b) => a - b)).toEqual(range(5_000))
  expect(begun).toBeLessThan(100)
})

test('nothing is asked for nothing, and what the one left alone throws ends it', async () => {
  expect(await work(0, () => true)).toEqual({ done: [], alone: [], begun: 0 })
  const down = apart(
    [1, 2],
    async () => Promise.reject(new Error('away')),
    () => Promise.reject(new Error('not even that')),
  )
  await expect(down).rejects.toThrow('not even that')
})
