// The workers of the cases: one for each task queue, with the workflows, and the steps near them.

import { type NativeConnection, Worker } from '@temporalio/worker'
import type { ActivityDeps } from '../activities/deps'
import type { Manifest } from '../workflows/manifest'

export interface WorkerPlace {
  connection: NativeConnection
  namespace: string
}

/** A row of the table of cases, as far as workers read it. */
export interface WorkerCase {
  manifest: Pick<Manifest, 'taskQueue'>
  /** The steps of its workflow that run near it. */
  activities(deps: ActivityDeps): object
}

/** Longest a step may go on after a stop was asked for. */
export const GRACE = '8 seconds'

/** `code` is the bundle that exports the workflows of all these cases. */
export function createCaseWorkers(
  place: WorkerPlace,
  cases: readonly WorkerCase[],
  deps: ActivityDeps,
  code: { codePath: string } | { code: string },
): Promise<Worker[]> {
  const queues = [...new Set(cases.map(({ manifest }) => manifest.taskQueue))]
  return Promise.all(
    queues.map((taskQueue) => {
      const served = cases.filter(({ manifest }) => manifest.taskQueue === taskQueue)
      const activities = Object.assign({}, ...served.map((row) => row.activities(deps))) as object
      return createWorker(place, taskQueue, activities, code)
    }),
  )
}

function createWorker(
  { connection, namespace }: WorkerPlace,
  taskQueue: string,
  activities: object,
  workflowBundle: { codePath: string } | { code: string },
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle,
    activities,
    // Far above the slots for workflow tasks: with a cache near them local activities break. And no more: each run that is kept
    // takes a quarter of a MB (1,500 open letters: 561 MB with 1,000 kept), and one that is not is replayed from its history.
    maxCachedWorkflows: 300,
    maxConcurrentWorkflowTaskExecutions: 40,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 20 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 3 },
    shutdownGraceTime: GRACE,
  })
}
