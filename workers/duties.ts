// The duties beside the workers: following the record, sweeping, sending notices, tidying the store.

import type { OutgoingChannel } from '../notices/channel'
import type { CaseDuties, DutyDeps, DutyLog } from '../services/operations/duty/case'
import { follow } from '../services/operations/duty/follow'
import { sendNotice } from '../services/operations/duty/send-notices'
import { rebuildIfLost } from '../services/operations/duty/rebuild'
import { newComparison, reconcile } from '../services/operations/duty/reconcile'
import { revive } from '../services/operations/duty/revive'
import type { Positions } from '../services/operations/duty/for-each'
import { sweep } from '../services/operations/duty/sweep'
import { startLoop } from './loop'

const FOLLOW_EVERY_MS = 250
const SWEEP_EVERY_MS = 5_000
const REVIVE_EVERY_MS = 120_000
const REBUILD_EVERY_MS = 15_000
/** With the rows of a turn it bounds how often Temporal is asked. */
const RECONCILE_EVERY_MS = 1_000
const SEND_EVERY_MS = 2_000
const TIDY_EVERY_MS = 3_600_000
const ORPHAN_AGE_MS = 24 * 3_600_000

export interface DutyOptions {
  deps: Omit<DutyDeps, 'log'>
  /** The table of cases. */
  cases: readonly CaseDuties[]
  store: { removeOrphans(before: Date): Promise<unknown> }
  /** The channels by which notices go out. */
  channels: readonly OutgoingChannel[]
  publicUrl: string
  logger: DutyLog
}

/** Starts all duties; `stop` lets the running turns end. */
export function startDuties({ deps: ports, cases, store, channels, publicUrl, logger }: DutyOptions): {
  stop(): Promise<void>
} {
  const deps: DutyDeps = { ...ports, log: logger }
  const sweepPositions: Positions = new Map()
  const revivePositions: Positions = new Map()
  const now = (): Date => new Date()
  const duties: [name: string, everyMs: number, turn: () => Promise<boolean>][] = [
    ['follow', FOLLOW_EVERY_MS, () => follow(deps, cases, now())],
    [
      'sweep',
      SWEEP_EVERY_MS,
      async () => {
        const swept = await sweep(deps, cases, now(), sweepPositions)
        if (Object.values(swept).some(({ started, told }) => started + told > 0)) logger.info(swept, 'swept')
        return false
      },
    ],
    [
      'revive',
      REVIVE_EVERY_MS,
      async () => {
        const revived = await revive(deps, cases, now(), revivePositions)
        if (revived > 0) logger.warn({ revived }, 'runs had not looked at their clocks')
        return false
      },
    ],
    [
      'rebuild',
      REBUILD_EVERY_MS,
      async () => {
        const started = await rebuildIfLost(deps, cases)
        if (started !== null)
          logger.warn({ started }, 'Temporal is another one than before; open cases have their runs')
        return false
      },
    ],
    [
      'tidy',
      TIDY_EVERY_MS,
      async () => {
        await store.removeOrphans(new Date(now().getTime() - ORPHAN_AGE_MS))
        return false
      },
    ],
  ]
  for (const one of cases) {
    const comparison = newComparison()
    duties.push([
      `reconcile-${one.name}`,
      RECONCILE_EVERY_MS,
      async () => {
        await reconcile(deps, one, comparison, now())
        return false
      },
    ])
  }
  const sending = { repositories: deps.repositories, publicUrl, random: Math.random }
  for (const channel of channels)
    duties.push([`send-${channel.name}`, SEND_EVERY_MS, () => sendNotice(sending, channel, now)])
  const loops = duties.map(([name, everyMs, turn]) => startLoop(name, everyMs, turn, logger))
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
