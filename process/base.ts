// What every process of KCS opens first: the record, the store of documents and the link to Temporal.

import type { Config } from '../config'
import { createLogger, type Logger } from '../config/logger'
import { createRepositories, type Repositories } from '../database'
import { ping, serverTime } from '../database/connection'
import type { GridFsStore } from '../documents/gridfs-store'
import { NotReady } from '../database/operations/migration'
import { missingOwnEndpoints } from '../services/operations/installation/own-endpoints'
import { linkTemporal } from '../temporal/connection'
import type { TemporalRuns } from '../temporal/runs'
import { MANIFESTS } from './cases'
import { type Clock, startClock } from './clock'
import { createStore } from './compose'
import { openDatabase } from './database'

export interface Base {
  config: Config
  logger: Logger
  repositories: Repositories
  store: GridFsStore
  runs: TemporalRuns
  /** The instant by the clock of the database: by it goes all that the record judges or keeps. */
  now: Clock['now']
  /** Throws when the database does not answer. */
  pingDatabase(): Promise<void>
  close(): Promise<void>
}

/**
 * Throws when no database answers, when it needs `kcs install` or `kcs migrate`, or when the clock of this machine is
 * wrong; Temporal may be away. `service` names the process in the log.
 */
export async function openBase(config: Config, service: 'api' | 'worker'): Promise<Base> {
  const database = await openDatabase(config.mongodb)
  const repositories = createRepositories(database)
  const logger = createLogger({ service, level: config.logLevel })
  const clock = await startClock({
    serverTime: () => serverTime(database),
    onWrong: (aheadMs) =>
      logger.warn({ aheadMs }, 'the clock of this machine is wrong; set it by a time server (NTP)'),
  }).catch(closing)
  await requireInstalled(repositories).catch(closing)
  const store = createStore(database, clock.now)
  await store.prepare()
  const temporal = linkTemporal(config.temporal, MANIFESTS)
  return {
    config,
    logger,
    repositories,
    store,
    runs: temporal.runs,
    now: clock.now,
    pingDatabase: () => ping(database),
    async close() {
      clock.stop()
      await temporal.close()
      await database.close()
    },
  }

  async function closing(error: unknown): Promise<never> {
    await database.close()
    throw error
  }
}

/** Letters without a system of their own go by these endpoints: without them they would be tried for ever. */
async function requireInstalled(repositories: Repositories): Promise<void> {
  const missingEndpoints = await missingOwnEndpoints({ repositories })
  if (missingEndpoints.length > 0)
    throw new NotReady(
      `The installation lacks the endpoints ${missingEndpoints.join(', ')}. Run once: npx kcs install`,
    )
}
