// The worker process: workflows, deliveries and duties, until it is told to stop.

import { existsSync } from 'node:fs'
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker'
import { linkTemporal } from '../temporal/connection'
import { readConfig } from '../config'
import { createLogger } from '../config/logger'
import { createSealing } from '../secrets/sealing'
import { createRepositories } from '../database'
import { connect } from '../database/connection'
import { migrate } from '../database/operations/migration'
import { sayReady, stopWithParent } from '../process/child'
import { createEmailChannel } from '../notices/email'
import { MANIFESTS } from '../workflows/manifests'
import { activityDeps } from '../process/activity-deps'
import { BUNDLE_PATH, bundleWorkflows } from './bundle'
import { composeConnectors, createStore } from '../process/compose'
import { createDeliveryWorkers } from './delivery.worker'
import { createDispatchWorker } from './dispatch.worker'
import { startDuties } from './duties'
import { rebuildIfLost } from '../services/operations/duty/rebuild'

async function main(): Promise<void> {
  const config = readConfig()
  const logger = createLogger({ service: 'worker', level: config.logLevel })
  // The signals are ours: the workers drain first, then the duties and connections end.
  Runtime.install({ shutdownSignals: [] })
  const database = await connect({ uri: config.mongodb.uri, database: config.mongodb.database })
  await migrate(database)
  const repositories = createRepositories(database)
  const store = createStore(database)
  await store.prepare()
  const { address, namespace } = config.temporal
  const connection = await NativeConnection.connect({ address })
  const temporal = linkTemporal(config.temporal, MANIFESTS)
  const flows = temporal.runs
  const deps = activityDeps({
    repositories,
    connectors: composeConnectors(config, repositories, store),
    flows,
    sealing: createSealing(config.secret),
  })
  const place = { connection, namespace }
  const code = existsSync(BUNDLE_PATH) ? { codePath: BUNDLE_PATH } : { code: await bundleWorkflows() }
  const workers: Worker[] = [
    await createDispatchWorker(place, deps, code),
    ...(await createDeliveryWorkers(place, deps)),
  ]
  const duties = startDuties({
    repositories,
    flows,
    store,
    email: config.mail.url ? createEmailChannel({ url: config.mail.url, from: config.mail.from }) : null,
    publicUrl: config.http.publicUrl,
    logger,
  })
  const running = Promise.all(workers.map((worker) => worker.run()))
  stopWithParent(
    async () => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
      await Promise.all([running, duties.stop()])
      await connection.close()
      await temporal.close()
      await database.close()
    },
    { graceMs: 14_000 },
  )
  sayReady()
  logger.info({ queues: workers.length }, 'working')
  rebuildIfLost(repositories, flows, logger).catch((error: unknown) => {
    logger.warn(
      { err: error instanceof Error ? error.name : 'unknown' },
      'the check for a lost Temporal failed',
    )
  })
  await running
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
