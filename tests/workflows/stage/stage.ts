// A stage for stories: skipped time, the real workflows, activities and record, and filing systems that do as told.

import type { WorkflowHandle } from '@temporalio/client'
import { type ActivityInterceptorsFactory, Worker } from '@temporalio/worker'
import { createDeliveryActivities, createNearActivities } from '../../../activities'
import { createRepositories, type Repositories } from '../../../database'
import { connect } from '../../../database/connection'
import { migrate } from '../../../database/operations/migration'
import { plainProfile } from '../../../domain/directory/office/profile'
import { deliveryQueue } from '../../../domain/letters/delivery/mechanism'
import { MECHANISMS, type Mechanism } from '../../../domain/letters/systems'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { activityDeps } from '../../../process/activity-deps'
import type { TemporalRuns } from '../../../temporal/runs'
import { createTemporalRuns } from '../../../temporal/temporal-runs'
import { DISPATCH_QUEUE } from '../../../workflows/dispatch/manifest'
import type { EndpointProgress } from '../../../workflows/endpoint/messages'
import { MANIFESTS } from '../../../process/cases'
import { buildDispatch, buildOffice, buildSeat } from '../../support/builders'
import { OPEN_SECRETS } from '../../support/open-secrets'
import { createStore } from '../../../process/compose'
import { emptyDatabase } from '../../support/database'
import { until } from '../../support/until'
import { bundledWorkflows } from '../../support/workflow-bundle'
import { ensureEndpoint, type FilingSystem, filingSystems } from './filing-systems'
import { type Letter, letterOf } from './letter'
import { openSkippingTime, type SkippingTime } from './skipping-time'

/** A recipient: its office, how it is reached, and whether something is asked of it. */
export interface To {
  office: string
  mechanism?: Mechanism
  endpoint?: string
  action?: boolean
}

export interface Stage extends Pick<SkippingTime, 'pass' | 'read' | 'client'> {
  repositories: Repositories
  runs: TemporalRuns
  /** Names of the activities called, in order. */
  calls: string[]
  /** The filing system behind an endpoint. */
  system(endpoint: string): FilingSystem
  /** Sends a letter; clocks in hours, and how many seats lie above the addressed ones. */
  send(
    to: readonly To[],
    options?: { acknowledgeWithin?: number; escalateEvery?: number; levels?: number } & Partial<Dispatch>,
  ): Promise<Letter>
  /** How many tapals are parked at an endpoint. */
  parkedAt(endpoint: string): Promise<number>
  endpointProgress(id: string): Promise<EndpointProgress | null>
  endpointRun(id: string): WorkflowHandle
  close(): Promise<void>
}

const HOUR_SECONDS = 3_600

/** Opens the stage with its workers at work; one per file. */
export async function openStage(): Promise<Stage> {
  const own = await emptyDatabase()
  const [time, database] = await Promise.all([
    openSkippingTime(),
    connect({ uri: own.uri, database: own.name }),
  ])
  await migrate(database)
  const repositories = createRepositories(database)
  const runs = createTemporalRuns(time.client, { manifests: MANIFESTS })
  const systems = filingSystems(time.now)
  const calls: string[] = []
  const stopWorking = await work(
    time,
    { repositories, store: createStore(database, time.now), runs, connectors: systems.connectors },
    (name) => void calls.push(name),
  )
  await repositories.offices.save([buildOffice('SENDER')])
  await repositories.seats.save([buildSeat('SENDER/SO'), buildSeat('SENDER/TAPAL')])
  for (const mechanism of MECHANISMS) await ensureEndpoint(repositories, mechanism, mechanism)

  return {
    ...time,
    repositories,
    runs,
    calls,
    system: systems.at,
    async send(to, { acknowledgeWithin = 48, escalateEvery = 24, levels = 2, ...overrides } = {}) {
      for (const one of to) await addOffice(repositories, one, levels)
      const { dispatch } = await repositories.dispatches.accept(
        buildDispatch({
          acceptedAt: await time.read(),
          recipients: to.map(({ office, action = true }) => ({
            office,
            purpose: action ? 'action' : 'information',
          })),
          times: {
            acknowledgeWithinSeconds: acknowledgeWithin * HOUR_SECONDS,
            escalateEverySeconds: escalateEvery * HOUR_SECONDS,
          },
          ...overrides,
        }),
      )
      const { workflowId } = await runs.start('dispatch', dispatch.id)
      const run = time.client.workflow.getHandle(workflowId)
      return letterOf(dispatch, { time, repositories, runs, run })
    },
    parkedAt: async (endpoint) => (await repositories.tapals.parked(endpoint)).count,
    endpointProgress: (id) => runs.query('endpoint', id, 'progress'),
    endpointRun: (id) => time.client.workflow.getHandle(`endpoint:${id}`),
    async close() {
      await stopWorking()
      await time.close()
      await database.close()
      own.release()
    },
  }
}

/** Starts all workers on the server's clock; the result stops them. */
async function work(
  time: SkippingTime,
  parts: Pick<Parameters<typeof activityDeps>[0], 'repositories' | 'store' | 'runs' | 'connectors'>,
  called: (name: string) => void,
): Promise<() => Promise<void>> {
  const deps = {
    ...activityDeps({ ...parts, secrets: OPEN_SECRETS, now: time.now }),
    random: () => 0.5,
  }
  const onServerTime: ActivityInterceptorsFactory = ({ info }) => ({
    inbound: {
      async execute(input, next) {
        called(info.activityType)
        await time.read()
        return next(input)
      },
    },
  })
  const common = {
    connection: time.environment.nativeConnection,
    namespace: 'default',
    interceptors: { activity: [onServerTime] },
  }
  const workflowBundle = { code: await bundledWorkflows() }
  const delivery = createDeliveryActivities(deps)
  const workers = await Promise.all([
    Worker.create({
      ...common,
      taskQueue: DISPATCH_QUEUE,
      workflowBundle,
      activities: createNearActivities(deps),
    }),
    ...MECHANISMS.map((mechanism) =>
      Worker.create({ ...common, taskQueue: deliveryQueue(mechanism), activities: delivery }),
    ),
  ])
  const running = Promise.all(workers.map((worker) => worker.run()))
  return async () => {
    for (const worker of workers) worker.shutdown()
    await running
  }
}

/** The office of a recipient, reached as the story says, with this many seats above the one that gets its letters. */
async function addOffice(
  repositories: Repositories,
  { office, mechanism = 'kcs-agent', endpoint = mechanism }: To,
  levels: number,
): Promise<void> {
  await ensureEndpoint(repositories, endpoint, mechanism)
  const since = new Date('2020-01-01T00:00:00Z')
  // Longer than any story, so that letters wait for their system and go no other way.
  const profiles = [
    { ...plainProfile(since, mechanism, endpoint, 'person'), nextWayAfterSeconds: 30 * 24 * 3_600 },
  ]
  await repositories.offices.save([buildOffice(office, mechanism, { profiles })])
  const line = ['TAPAL', ...Array.from({ length: levels }, (_, i) => `ABOVE${i + 1}`)]
  await repositories.seats.save(
    line.map((seat, i) =>
      buildSeat(`${office}/${seat}`, i < levels ? { reportsTo: `${office}/${line[i + 1]}` } : {}),
    ),
  )
}

/** Waits until a story has come this far. */
export function reach(what: string, condition: () => unknown): Promise<unknown> {
  return until(condition, { what })
}
