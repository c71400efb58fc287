// A circular goes behind single letters in its process.

import { setImmediate as turn } from 'node:timers/promises'
import { createPace, MUCH } from '../../../services/letters/delivery/pace'

afterEach(() => jest.useRealTimers())

test('batches of much work go one at a time, and each comes to its end', async () => {
  const pace = createPace()
  let open = 0
  let most = 0
  const batch = async (n: number): Promise<number> => {
    open += 1
    most = Math.max(most, open)
    for (let i = 0; i < 20; i += 1) await turn()
    open -= 1
    return n
  }
  const all = await Promise.all([1, 2, 3, 4].map((n) => pace.much(() => batch(n))))
  expect(all).toEqual([1, 2, 3, 4])
  expect(most).toBe(1)
})

test('a batch waits for the little work under way, and little work never waits for a batch', async () => {
  const pace = createPace()
  const order: string[] = []
  let end: () => void = () => undefined
  const letter = pace.little(() => new Promise<void>((resolve) => (end = resolve)))
  const batch = pace.much(async () => void order.push('batch'))
  await pace.little(async () => void order.push('another letter'))
  order.push('first letter')
  end()
  await Promise.all([letter, batch])
  expect(order).toEqual(['another letter', 'first letter', 'batch'])
})

test('little work without an end holds a batch up for a moment only, and a batch that fails holds up none', async () => {
  const pace = createPace()
  void pace.little(() => new Promise(() => undefined))
  await expect(pace.much(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await pace.much(async () => 'done')).toBe('done')
})

test('while there is little work batches are small, and none begins between two steps of one letter', async () => {
  jest.useFakeTimers()
  const pace = createPace()
  expect(pace.rows(200)).toBe(200)
  const order: string[] = []
  await pace.little(async () => void order.push('first step'))
  expect(pace.rows(200)).toBe(MUCH)
  expect(pace.rows(20)).toBe(20)
  const batch = pace.much(async () => void order.push('batch'))
  // The way to Temporal and back.
  await jest.advanceTimersByTimeAsync(5)
  await pace.little(async () => void order.push('second step'))
  await jest.advanceTimersByTimeAsync(300)
  await batch
  expect(order).toEqual(['first step', 'second step', 'batch'])
})
