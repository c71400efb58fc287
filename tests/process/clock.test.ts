// The clock of a process, on machines whose clocks are set wrong at any time.

import type { Connection } from 'mongoose'
import { createRepositories } from '../../database'
import { serverTime } from '../../database/connection'
import { type Clock, startClock } from '../../process/clock'
import { buildTapal, openRoom, type Room } from '../database/room'
import { until } from '../support/until'

const HOUR = 3_600_000
const NEAR_MS = 5_000

let room: Room
const running: Clock[] = []
beforeAll(async () => {
  room = await openRoom()
})
afterAll(() => room.close())
afterEach(() => running.splice(0).forEach((clock) => clock.stop()))

/** A process on a machine whose clock is this far ahead, and may be set otherwise later. */
async function processOn(database: Connection, machine: { aheadMs: number }, everyMs = HOUR) {
  const warnings: number[] = []
  let measures = 0
  const clock = await startClock({
    async serverTime() {
      measures += 1
      return serverTime(database)
    },
    onWrong: (aheadMs) => warnings.push(aheadMs),
    local: () => Date.now() + machine.aheadMs,
    everyMs,
  })
  running.push(clock)
  const measured = async (): Promise<void> => {
    const before = measures
    await until(() => measures >= before + 2, { what: 'another measure' })
  }
  return { now: clock.now, warnings, measured, tapals: createRepositories(database).tapals }
}

const awayFromServer = async (now: () => Date): Promise<number> =>
  Math.abs(now().getTime() - (await serverTime(room.database)).getTime())

test('it shows the time of the database, where the clock of the machine is some seconds wrong and where it is set wrong later', async () => {
  for (const aheadMs of [7_000, -7_000]) {
    const machine = { aheadMs }
    const { now } = await processOn(room.database, machine)
    expect(await awayFromServer(now)).toBeLessThan(NEAR_MS)
    machine.aheadMs = aheadMs * 1_000
    expect(await awayFromServer(now)).toBeLessThan(NEAR_MS)
  }
})

test('a process whose clock is set wrong neither takes what another has in hand nor loses what it has', async () => {
  const dispatch = 'CLOCKS'
  const right = await processOn(room.database, { aheadMs: 0 })
  const machine = { aheadMs: 0 }
  const wrong = await processOn(await room.another(), machine)
  await right.tapals.insert(
    ['A', 'B'].map((office) => buildTapal({ dispatch, office, nextAttemptAt: new Date(Date.now() - 1_000) })),
  )
  const claim = async (worker: typeof right, claimId: string, limit: number): Promise<number> => {
    const now = worker.now()
    const until = new Date(now.getTime() + 15_000)
    const lane = { dispatch, mechanism: 'push', shard: 0 } as const
    return (await worker.tapals.claim(lane, { claimId, now, until, limit })).claimed.length
  }
  expect(await claim(right, 'right', 1)).toBe(1)
  machine.aheadMs = HOUR
  expect(await claim(wrong, 'ahead', 20)).toBe(1)
  machine.aheadMs = -HOUR
  await wrong.tapals.renew(
    'ahead',
    (await wrong.tapals.ofDispatch(dispatch)).map(({ id }) => id),
    new Date(wrong.now().getTime() + 15_000),
  )
  expect(await claim(right, 'again', 20)).toBe(0)
})

test('a machine that is more than ten seconds wrong does not start, and says what to do', async () => {
  await expect(processOn(room.database, { aheadMs: 15_000 })).rejects.toThrow(
    /1[2-8] s ahead of that of MongoDB/,
  )
  await expect(processOn(room.database, { aheadMs: -15_000 })).rejects.toThrow(
    /1[2-8] s behind that of MongoDB/,
  )
})

test('one that is set wrong later is told once, and again when it was right in between', async () => {
  const machine = { aheadMs: 0 }
  const { warnings, measured } = await processOn(room.database, machine, 10)
  const toldTimes = (times: number) => until(() => warnings.length === times, { what: `warning ${times}` })
  machine.aheadMs = HOUR
  await toldTimes(1)
  expect(Math.abs(warnings[0]! - HOUR)).toBeLessThan(NEAR_MS)
  machine.aheadMs = 0
  await measured()
  expect(warnings).toHaveLength(1)
  machine.aheadMs = -HOUR
  await toldTimes(2)
})

describe('between the measures', () => {
  /** A server whose time, way and state are set by the test. */
  async function staged() {
    const stage = { ahead: 1_000_000, elapsed: 0, wayBackMs: 0, away: false, asked: 0 }
    const clock = await startClock({
      async serverTime() {
        stage.asked += 1
        if (stage.away) throw new Error('away')
        const at = stage.ahead + stage.elapsed
        stage.elapsed += stage.wayBackMs
        return Promise.resolve(new Date(at))
      },
      onWrong: () => undefined,
      local: () => stage.ahead + stage.elapsed,
      elapsed: () => stage.elapsed,
      everyMs: 5,
    })
    running.push(clock)
    const measured = async (): Promise<void> => {
      const before = stage.asked
      await until(() => stage.asked >= before + 2, { what: 'another measure' })
    }
    return { stage, clock, measured }
  }

  test('time passes while the database is away, and another server with another clock is followed', async () => {
    const { stage, clock, measured } = await staged()
    stage.away = true
    stage.elapsed += 60_000
    await measured()
    expect(clock.now().getTime()).toBe(1_060_000)
    Object.assign(stage, { away: false, ahead: 2_000_000 })
    await measured()
    expect(clock.now().getTime()).toBe(2_060_000)
  })

  test('an answer that was long under way and bears the clock out does not make it less exact', async () => {
    const { stage, clock, measured } = await staged()
    stage.wayBackMs = 2_000
    await measured()
    expect(clock.now().getTime()).toBe(1_000_000 + stage.elapsed)
  })
})
