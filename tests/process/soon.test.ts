// What services leave for soon is bounded, done once for each key, and left to the sweep where Temporal is away.

import { EventEmitter } from 'node:events'
import type { ServerResponse } from 'node:http'
import { pino } from 'pino'
import { runsAfter } from '../../api/http/after-response'
import { KcsError } from '../../domain/common/error'
import { createSoon } from '../../process/soon'
import type { Runs } from '../../services/deps'

const logger = pino({ level: 'silent' })

afterEach(() => {
  jest.restoreAllMocks()
  jest.useRealTimers()
})

/** Works that do not end before they are released, and the names of those that began. */
function works() {
  const began: string[] = []
  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  return { began, release: () => release(), hold: (name: string) => () => (began.push(name), gate) }
}

test('of the works of one key that wait, the newest is done once', async () => {
  const { began, hold, release } = works()
  const { soon, settled } = createSoon(logger)
  for (let count = 0; count < 20; count += 1) soon(`open ${count}`, hold('open'))
  for (const name of ['first', 'second', 'third']) soon('acknowledged D1', hold(name))
  soon('acknowledged D2', hold('other'))
  expect(began).toEqual(Array.from({ length: 20 }, () => 'open'))
  release()
  await settled(5_000)
  expect(began.slice(20)).toEqual(['third', 'other'])
})

test('no more than 2,000 works wait; the rest is left to the sweep', async () => {
  const { began, hold, release } = works()
  const { soon, settled } = createSoon(logger)
  for (let count = 0; count < 2_100; count += 1) soon(`work ${count}`, hold('work'))
  release()
  await settled(5_000)
  expect(began).toHaveLength(2_020)
})

test('where Temporal is away nothing waits for it, and nothing is tried for a second', async () => {
  let now = 1_000_000
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  const { soon, settled } = createSoon(logger)
  const tried: string[] = []
  soon('a', async () => {
    tried.push('a')
    throw new KcsError('service-unavailable')
  })
  await settled(5_000)
  now += 999
  soon('b', async () => tried.push('b'))
  await settled(5_000)
  expect(tried).toEqual(['a'])
  now += 1
  soon('c', async () => tried.push('c'))
  await settled(5_000)
  expect(tried).toEqual(['a', 'c'])
})

test('a process that stops waits for what is under way, no longer than it may', async () => {
  jest.useFakeTimers()
  const { hold, release } = works()
  const { soon, settled } = createSoon(logger)
  soon('long', hold('long'))
  const ended: string[] = []
  const stopping = settled(50).then(() => ended.push('in time'))
  await jest.advanceTimersByTimeAsync(49)
  expect(ended).toEqual([])
  await jest.advanceTimersByTimeAsync(1)
  await stopping
  const done = settled(5_000).then(() => ended.push('done'))
  release()
  // No time passes: it is the work that ends the wait.
  await done
  expect(ended).toEqual(['in time', 'done'])
})

test('within a request nothing is begun before the response has left, and works of one key are one', () => {
  const response = Object.assign(new EventEmitter(), { writableFinished: false, destroyed: false })
  const handed: string[] = []
  const { soon } = runsAfter(
    response as unknown as ServerResponse,
    { soon: (key: string) => void handed.push(key) } as unknown as Runs,
  )
  soon('acknowledged D1', async () => undefined)
  soon('acknowledged D1', async () => undefined)
  soon('parked E1', async () => undefined)
  expect(handed).toEqual([])
  response.emit('close')
  expect(handed).toEqual(['acknowledged D1', 'parked E1'])
  response.writableFinished = true
  soon('late', async () => undefined)
  expect(handed).toContain('late')
})
