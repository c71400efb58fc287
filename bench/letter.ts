// P2, P5, P7: a single letter from acceptance to its acknowledgement, against the bare engine on the same server.

import { bundleWorkflowCode, Worker } from '@temporalio/worker'
import { ulid } from 'ulid'
import { createTemporalRuns } from '../temporal/temporal-runs'
import type { Connector } from '../connectors/connector'
import { MECHANISMS, type Mechanism } from '../domain/letters/systems'
import { dispatchWorkflowId } from '../domain/letters/dispatch/dispatch'
import { acknowledgeChange } from '../domain/letters/tapal/acts'
import { activityDeps } from '../process/activity-deps'
import { createStore } from '../process/compose'
import { bundleWorkflows } from '../workers/bundle'
import { createDeliveryWorkers } from '../workers/delivery.worker'
import { createCaseWorkers } from '../workers/case.worker'
import { CASES, MANIFESTS } from '../process/cases'
import { benchDispatch } from './letters'
import type { Repositories } from '../database'
import type { Stage } from './stage'
import { rate } from './statistics'

export interface LetterBench {
  /** Bare workflows with one activity in a second. */
  bare(count: number, inFlight: number): Promise<number>
  /** Letters carried to their end in a second. */
  letters(count: number, inFlight: number): Promise<number>
  /** Events and bytes of the history of one letter whose attachment is that large. */
  history(documentBytes: number): Promise<{ events: number; bytes: number }>
  close(): Promise<void>
}

export async function openLetterBench(stage: Stage): Promise<LetterBench> {
  const { client, native, repositories } = stage
  const place = { connection: native, namespace: client.options.namespace }
  const runs = createTemporalRuns(client, { manifests: MANIFESTS })
  const arrivals = openArrivals()
  const connectors = Object.fromEntries(
    MECHANISMS.map((mechanism) => [mechanism, stubTarget(mechanism, arrivals.taken)]),
  )
  const deps = activityDeps({
    repositories: { ...repositories, tapals: arrivals.noticed(repositories.tapals) },
    connectors: connectors as Record<Mechanism, Connector>,
    runs,
    store: createStore(stage.database, () => new Date()),
    secrets: { unseal: (text) => text, digest: (text) => text },
  })
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('./bare/workflow') })
  const bareWorker = await Worker.create({
    ...place,
    taskQueue: 'bench-bare',
    workflowBundle: { code },
    activities: { nothing: async () => undefined },
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 20 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 3 },
  })
  const workers = [
    bareWorker,
    ...(await createCaseWorkers(place, CASES, deps, { code: await bundleWorkflows() })),
    ...(await createDeliveryWorkers(place, deps)),
  ]
  const runsEnd = Promise.all(workers.map((worker) => worker.run()))

  /** One whole letter: accepted, started, delivered, acknowledged by the office, ended. */
  async function carry(documentBytes?: number): Promise<string> {
    const { dispatch } = await repositories.dispatches.accept(benchDispatch(documentBytes))
    await runs.start('dispatch', dispatch.id)
    await repositories.dispatches.markStarted(dispatch.id)
    await acknowledge(dispatch.id)
    await runs.signal('dispatch', dispatch.id, 'acknowledged', { outstanding: 0 })
    await client.workflow.getHandle(dispatchWorkflowId(dispatch.id)).result()
    return dispatch.id
  }

  /** The office takes the tapal as soon as it lies there, so that no look is wasted on waiting for it. */
  async function acknowledge(dispatchId: string): Promise<void> {
    const tapalId = await arrivals.of(dispatchId)
    const diary = { number: 'B/1', date: new Date() }
    const change = acknowledgeChange(
      { deliveredAt: null },
      { actor: { kind: 'agent', agent: 'bench' }, at: new Date(), diary, cause: 'acknowledged-by-agent' },
    )
    if (!(await repositories.tapals.apply(tapalId, change, { where: { state: 'delivered' } })))
      throw new Error(`tapal ${tapalId} was not delivered`)
  }

  return {
    bare: (count, inFlight) =>
      rate(count, inFlight, () =>
        client.workflow.execute('bare', { taskQueue: 'bench-bare', workflowId: `bare:${ulid()}` }),
      ),
    letters: (count, inFlight) => rate(count, inFlight, async () => void (await carry())),
    async history(documentBytes) {
      const id = await carry(documentBytes)
      const { historyLength, raw } = await client.workflow.getHandle(dispatchWorkflowId(id)).describe()
      return { events: historyLength, bytes: Number(raw.workflowExecutionInfo?.historySizeBytes ?? 0) }
    },
    async close() {
      for (const worker of workers) worker.shutdown()
      await runsEnd
    },
  }
}

/** Which tapal of a letter lies delivered, so that nobody has to ask again and again. */
function openArrivals() {
  const dispatchOf = new Map<string, string>()
  const resolveOf = new Map<string, (tapalId: string) => void>()
  const arrivedTapals = new Map<string, string>()
  const came = (tapalId: string): void => {
    const dispatchId = dispatchOf.get(tapalId)
    if (dispatchId === undefined) return
    dispatchOf.delete(tapalId)
    const tell = resolveOf.get(dispatchId)
    resolveOf.delete(dispatchId)
    if (tell) tell(tapalId)
    else arrivedTapals.set(dispatchId, tapalId)
  }
  return {
    /** The system has taken the tapal; KCS has not noted it yet. */
    taken: (dispatchId: string, tapalId: string): void => void dispatchOf.set(tapalId, dispatchId),
    /** The tapals as the activities write them, telling what came of it. */
    noticed: (tapals: Repositories['tapals']): Repositories['tapals'] => ({
      ...tapals,
      async applyEach(changes, extra) {
        const changedCount = await tapals.applyEach(changes, extra)
        for (const { id } of changes) came(id)
        return changedCount
      },
    }),
    of(dispatchId: string): Promise<string> {
      const tapalId = arrivedTapals.get(dispatchId)
      arrivedTapals.delete(dispatchId)
      return tapalId ? Promise.resolve(tapalId) : new Promise((resolve) => resolveOf.set(dispatchId, resolve))
    },
  }
}

/** A system that takes everything at once: what is measured is KCS, not the other side. */
function stubTarget(mechanism: Mechanism, onTaken: (dispatchId: string, tapalId: string) => void): Connector {
  const unused = async (): Promise<never> => Promise.reject(new Error('not part of the measurement'))
  return {
    mechanism,
    idempotent: true,
    batchSize: 1,
    deliver: async (_endpoint, parcels) =>
      parcels.map(({ tapalId, letter }) => {
        onTaken(letter.dispatchId, tapalId)
        return { tapalId, outcome: { kind: 'delivered', reference: 'stub' } }
      }),
    capabilities: unused,
  }
}
