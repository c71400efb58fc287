// The worker of the dispatches and endpoints: their workflows, and the steps near them.

import { type NativeConnection, Worker } from '@temporalio/worker'
import { createNearActivities } from '../activities'
import type { ActivityDeps } from '../activities/deps'
import { DISPATCH_QUEUE } from '../workflows/dispatch/manifest'

export interface WorkerPlace {
  connection: NativeConnection
  namespace: string
}

/** Longest a step may go on after a stop was asked for. */
export const GRACE = '8 seconds'

export function createDispatchWorker(
  { connection, namespace }: WorkerPlace,
  deps: ActivityDeps,
  code: { codePath: string } | { code: string },
): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: DISPATCH_QUEUE,
    workflowBundle: code,
    activities: createNearActivities(deps),
    // Far above the slots for workflow tasks: with a cache near them local activities break.
    maxCachedWorkflows: 1_000,
    maxConcurrentWorkflowTaskExecutions: 40,
    workflowTaskPollerBehavior: { type: 'autoscaling', minimum: 2, maximum: 20 },
    activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 3 },
    shutdownGraceTime: GRACE,
  })
}
