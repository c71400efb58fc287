// The duties beside the workers: following the record, sweeping, sending notices, tidying the store.

import type { Logger } from 'pino'
import type { TemporalRuns } from '../temporal/runs'
import type { Repositories } from '../database'
import type { GridFsStore } from '../documents/gridfs-store'
import type { OutgoingChannel } from '../notices/channel'
import { followTurn } from '../services/operations/duty/follow'
import { startLoop } from './loop'
import { sendNotice } from '../services/operations/duty/send-notices'
import { revive, sweep } from '../services/operations/duty/sweep'

const FOLLOW_EVERY_MS = 250
const SWEEP_EVERY_MS = 5_000
const REVIVE_EVERY_MS = 120_000
const SEND_EVERY_MS = 2_000
const TIDY_EVERY_MS = 3_600_000
const ORPHAN_AGE_MS = 24 * 3_600_000

export interface DutyDeps {
  repositories: Repositories
  flows: TemporalRuns
  store: Pick<GridFsStore, 'removeOrphans'>
  /** The channels by which notices go out. */
  channels: readonly OutgoingChannel[]
  publicUrl: string
  logger: Logger
}

/** Starts all duties; `stop` lets the running turns end. */
export function startDuties({ repositories, flows, store, channels, publicUrl, logger }: DutyDeps): {
  stop(): Promise<void>
} {
  const now = (): Date => new Date()
  const loops = [
    startLoop('follow', FOLLOW_EVERY_MS, followTurn(repositories), logger),
    startLoop(
      'sweep',
      SWEEP_EVERY_MS,
      async () => {
        const result = await sweep(repositories, flows, now())
        if (Object.values(result).some((count) => count > 0)) logger.info(result, 'swept')
        return false
      },
      logger,
    ),
    startLoop(
      'revive',
      REVIVE_EVERY_MS,
      async () => {
        const revived = await revive(repositories, flows, now())
        if (revived > 0) logger.warn({ revived }, 'runs had not looked at their clocks')
        return false
      },
      logger,
    ),
    startLoop(
      'tidy',
      TIDY_EVERY_MS,
      async () => {
        await store.removeOrphans(new Date(now().getTime() - ORPHAN_AGE_MS))
        return false
      },
      logger,
    ),
    ...channels.map((channel) =>
      startLoop(
        `send-${channel.name}`,
        SEND_EVERY_MS,
        () => sendNotice({ repositories, publicUrl, random: Math.random }, channel, now),
        logger,
      ),
    ),
  ]
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}
