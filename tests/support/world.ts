// KCS without its doors: the real database, the real activities and workflows, and connectors under the test's hand.

import { randomBytes } from 'node:crypto'
import { Client, Connection } from '@temporalio/client'
import { NativeConnection, type Worker } from '@temporalio/worker'
import type { Connection as Database } from 'mongoose'
import { createTemporalRuns } from '../../temporal/temporal-runs'
import type { TemporalRuns } from '../../temporal/runs'
import { createRepositories, type Repositories } from '../../database'
import { connect } from '../../database/connection'
import { migrate } from '../../database/operations/migration'
import { MECHANISMS, type Mechanism } from '../../domain/letters/systems'
import type { Dispatch } from '../../domain/letters/dispatch/record'
import { createStore } from '../../process/compose'
import { prepareNamespace } from '../../process/namespace'
import { activityDeps } from '../../process/activity-deps'
import { createDeliveryWorkers } from '../../workers/delivery.worker'
import { createCaseWorkers } from '../../workers/case.worker'
import { CASES, MANIFESTS, searchAttributes } from '../../process/cases'
import { buildDispatch, buildOffice, buildSeat } from './builders'
import { type ScriptedConnector, scriptedConnector } from './scripted-connector'
import { emptyDatabase, type TestDatabase } from './database'
import { OPEN_SECRETS } from './open-secrets'
import { installQuietRuntime } from './quiet-runtime'
import { temporalAddress } from './servers'
import { bundledWorkflows } from './workflow-bundle'

export interface World {
  database: Database
  repositories: Repositories
  client: Client
  runs: TemporalRuns
  connectors: Record<Mechanism, ScriptedConnector>
  /** Commands sent to MongoDB so far, by name; for counting round trips. */
  commands: string[]
  /** Accepts a letter to these offices, as the API would, and starts its run. */
  send(overrides: Partial<Dispatch>): Promise<Dispatch>
  /** Starts (again) a worker, with other code of the workflows if told so; several may run at once. */
  work(bundle?: { code: string }): Promise<{ stop(): Promise<void> }>
  close(): Promise<void>
}

/** Back-off of test endpoints: short, so that real waits are real but brief. */
export const BACK_OFF = { initialMs: 100, factor: 2, maxMs: 1_000, maxAttempts: 0 }

export interface WorldOptions {
  /** Address of the Temporal server; the shared one unless a test has started another. */
  temporal?: string
  /** A database that the caller has taken and gives back itself. */
  database?: TestDatabase
}

/** A world on an empty database and a Temporal namespace that nobody else uses. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  installQuietRuntime()
  const own = options.database ?? (await emptyDatabase())
  const commands: string[] = []
  const database = await connect({
    uri: own.uri,
    database: own.name,
    onCommand: (command) => commands.push(command),
  })
  await migrate(database)
  const repositories = createRepositories(database)
  const address = options.temporal ?? temporalAddress()
  const namespace = `t-${randomBytes(5).toString('hex')}`
  const clientConnection = await Connection.connect({ address })
  await clientConnection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: { seconds: 86_400 as never, nanos: 0 },
  })
  await prepareNamespace({ address, namespace, searchAttributes: searchAttributes() })
  const client = new Client({ connection: clientConnection, namespace })
  const runs = createTemporalRuns(client, { manifests: MANIFESTS })
  const connectors = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, scriptedConnector(mechanism)]),
  ) as Record<Mechanism, ScriptedConnector>
  for (const mechanism of MECHANISMS) await addEndpoint(repositories, mechanism, mechanism)
  await repositories.offices.save([buildOffice('SENDER')])
  await repositories.seats.save([buildSeat('SENDER/SO'), buildSeat('SENDER/TAPAL')])
  const store = createStore(database, () => new Date())
  const deps = activityDeps({ repositories, connectors, store, runs, secrets: OPEN_SECRETS })
  const running = new Set<{ stop(): Promise<void> }>()

  return {
    database,
    repositories,
    client,
    runs,
    connectors,
    commands,
    async send(overrides) {
      const { dispatch } = await repositories.dispatches.accept(buildDispatch(overrides))
      await runs.start('dispatch', dispatch.id)
      return dispatch
    },
    async work(bundle) {
      const connection = await NativeConnection.connect({ address })
      const place = { connection, namespace }
      const workers: Worker[] = [
        ...(await createCaseWorkers(place, CASES, deps, bundle ?? { code: await bundledWorkflows() })),
        ...(await createDeliveryWorkers(place, deps)),
      ]
      const workersEnd = Promise.all(workers.map((worker) => worker.run()))
      const handle = {
        async stop() {
          if (!running.delete(handle)) return
          for (const worker of workers) worker.shutdown()
          await workersEnd
          await connection.close()
        },
      }
      running.add(handle)
      return handle
    },
    async close() {
      for (const handle of [...running]) await handle.stop()
      await clientConnection.close()
      await database.close()
      if (!options.database) own.release()
    },
  }
}

/** An open endpoint with short waits. */
export function addEndpoint(repositories: Repositories, id: string, mechanism: Mechanism): Promise<void> {
  return repositories.endpoints.save({
    id,
    mechanism,
    agent: null,
    address: '',
    backOff: BACK_OFF,
    concurrency: 4,
  })
}
