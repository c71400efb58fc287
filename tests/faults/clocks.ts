// A worker whose clock is wrong: it neither takes what another has in hand, nor lets a letter climb before its time.

import { join } from 'node:path'
import { deliveryKey } from '../../domain/letters/tapal/keys'
import { until } from '../support/until'
import { ALPHA, lettersAt, setKnobs, startBeside, without } from './letters'
import { stage } from './shared-stage'

const HOUR = 3_600_000
const WORKERS = ['worker', 'worker-2'] as const

/** Another worker, on a machine whose clock runs ahead. */
const startWorkerAhead = (name: string, ms: number) =>
  startBeside(stage, 'worker', {
    name,
    script: 'workers/main.js',
    env: () => ({
      KCS_TEST_AHEAD_MS: String(ms),
      KCS_TEST_LATER_MS: String(HOUR),
      NODE_OPTIONS: `--require ${join(__dirname, 'clock-ahead.js')}`,
    }),
  })

it('an hour ahead: it does not start, and says what to do', async () => {
  await expect(startWorkerAhead('worker-hour', HOUR)).rejects.toThrow(
    /The clock of this machine is (359|360)\d s ahead of that of MongoDB\. Set both by a time server/,
  )
})

it('some seconds ahead beside others: letters in their hands stay there, and each arrives by one try', async () => {
  await startWorkerAhead('worker-ahead', 6_000)
  await setKnobs(stage.world, ALPHA, { slowMs: 1_500 })
  const sent = await Promise.all(Array.from({ length: 12 }, () => stage.send(['ALPHA1'])))
  for (const dispatch of sent) {
    const [tapal] = await stage.untilAll(dispatch, ['acknowledged'], 90_000)
    expect(tapal!.attempts).toBe(1)
    expect(await lettersAt(stage.world, ALPHA, new Set([deliveryKey(tapal!.id)]))).toHaveLength(1)
  }
  await setKnobs(stage.world, ALPHA, { slowMs: 0 })
}, 180_000)

it('some seconds ahead and alone: what is not due is not overdue, and a letter goes its way', async () => {
  await without(stage.world, WORKERS, async () => {
    const times = { acknowledgeWithinSeconds: 3, escalateEverySeconds: 1_800 }
    const dispatch = await stage.send(['DESK01'], undefined, times)
    const [tapal] = await stage.untilAll(dispatch, ['delivered'], 60_000)
    const steps = async () =>
      (await stage.tapals(dispatch))[0]!.events.filter(
        ({ kind }) => kind === 'escalation' || kind === 'notice',
      )
    await until(async () => (await steps()).length > 0, { what: 'the clock to come due', intervalMs: 20 })
    expect(Date.now()).toBeGreaterThanOrEqual(tapal!.dueAt!.getTime())
    const taken = await stage.clerk.call('POST', `/v1/tapals/${tapal!.id}/acknowledgement`, {
      seat: tapal!.seat,
    })
    expect(taken.status).toBe(200)
    await stage.untilClosed(dispatch, 60_000)
    expect(await steps()).toHaveLength(1)
  })
}, 180_000)

it('set an hour wrong while it works alone: what it writes has the time of the database, and nothing is overdue before its time', async () => {
  process.kill(stage.world.kcs.supervisor.pid('worker-ahead')!, 'SIGUSR2')
  await without(stage.world, WORKERS, async () => {
    const times = { acknowledgeWithinSeconds: 1_800, escalateEverySeconds: 1_800 }
    const dispatch = await stage.send(['DESK01'], undefined, times)
    const [tapal] = await stage.untilAll(dispatch, ['delivered'], 60_000)
    for (const { at } of tapal!.events) expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000)
    expect(tapal!.events.filter(({ kind }) => kind === 'escalation' || kind === 'notice')).toEqual([])
  })
}, 180_000)
