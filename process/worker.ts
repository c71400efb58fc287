// The worker process: its parts put together, working until it is stopped.

import { existsSync } from 'node:fs'
import { NativeConnection, Runtime, type Worker } from '@temporalio/worker'
import type { Config } from '../config'
import { createSecrets } from '../secrets'
import { BUNDLE_PATH, bundleWorkflows } from '../workers/bundle'
import { createDeliveryWorkers } from '../workers/delivery.worker'
import { createCaseWorkers } from '../workers/case.worker'
import { type BounceOptions, startBounceReceiver } from '../workers/bounces/receiver'
import { startDuties } from '../workers/duties'
import { takeBounce } from '../services/letters/bounce/take'
import { createPace, type Pace } from '../services/letters/delivery/pace'
import { activityDeps } from './activity-deps'
import { type Base, openBase } from './base'
import { CASES } from './cases'
import { channelsInUse, composeChannels } from './channels'
import { composeConnectors, composeWebhooks } from './compose'
import { composeGate } from './gate'
import { servePages } from './metrics/server'
import { createWorkerMetrics, type WorkerMetrics } from './metrics/worker'
import { newId } from './new-id'
import { runsWithoutSoon } from './runs'

export interface WorkerProcess {
  /** Resolves when it was stopped; rejects when a worker broke down. */
  ended: Promise<unknown>
  /** Lets the workers drain, then ends duties and connections. */
  stop(): Promise<void>
}

/** Throws when the database or Temporal does not answer. */
export async function startWorker(config: Config): Promise<WorkerProcess> {
  // The signals are ours: the workers drain first, then the duties and connections end.
  Runtime.install({ shutdownSignals: [] })
  const base = await openBase(config, 'worker')
  const { address, namespace } = config.temporal
  const connection = await NativeConnection.connect({ address })
  const pace = createPace()
  const metrics = createWorkerMetrics(base)
  const workers = await createWorkers(base, pace, { connection, namespace }, metrics)
  const figures = config.metrics && (await servePages(metrics.pages(workers), config.metrics))
  const secrets = createSecrets(config.secret)
  const deps = { repositories: base.repositories, runs: runsWithoutSoon(base.runs), secrets, newId }
  const bounces = await receiveBounces(config, deps, {
    note: metrics.noteBounce,
    log: base.logger,
    now: base.now,
  })
  const duties = startDuties({
    deps: {
      ...deps,
      connectors: composeConnectors(config, base.repositories, base.store, base.now),
      channels: channelsInUse(config),
    },
    cases: CASES,
    store: base.store,
    channels: composeChannels(config, base.repositories, secrets, base.now),
    quietHours: config.quietHours,
    sendWebhook: composeWebhooks(config),
    publicUrl: config.http.publicUrl,
    logger: base.logger,
    pace,
    now: base.now,
  })
  const endOfWorkers = Promise.all(workers.map((worker) => worker.run()))
  base.logger.info({ queues: workers.length }, 'working')
  return {
    ended: endOfWorkers,
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown()
      await Promise.all([endOfWorkers, duties.stop(), bounces?.stop()])
      await figures?.stop()
      await connection.close()
      await base.close()
    },
  }
}

/** Null where no port is set for them. */
async function receiveBounces(
  { bounces }: Config,
  deps: Parameters<typeof takeBounce>[0] & Pick<BounceOptions, 'secrets'>,
  { note, log, now }: Pick<BounceOptions, 'note' | 'log'> & Pick<Base, 'now'>,
): Promise<{ stop(): Promise<void> } | null> {
  if (!bounces?.listen) return null
  const { domain, listen } = bounces
  const take: BounceOptions['take'] = (bounce) => takeBounce(deps, bounce, now())
  return startBounceReceiver({ domain, listen, secrets: deps.secrets, take, note, log })
}

async function createWorkers(
  base: Base,
  pace: Pace,
  place: { connection: NativeConnection; namespace: string },
  { note, noteScan }: Pick<WorkerMetrics, 'note' | 'noteScan'>,
): Promise<Worker[]> {
  const { config, repositories, store, runs, now } = base
  const deps = activityDeps({
    repositories,
    connectors: composeConnectors(config, repositories, store, now),
    store,
    runs,
    secrets: createSecrets(config.secret),
    pace,
    gate: composeGate(config, { repositories, store, now, note: noteScan }),
    shortClocks: config.shortClocks,
    now,
  })
  const code = existsSync(BUNDLE_PATH) ? { codePath: BUNDLE_PATH } : { code: await bundleWorkflows() }
  return [
    ...(await createCaseWorkers(place, CASES, deps, code)),
    ...(await createDeliveryWorkers(place, deps, note)),
  ]
}
