// The workers of the filing systems: one task queue each, activities only, so that none holds up another.

import { Worker } from '@temporalio/worker'
import { createDeliveryActivities } from '../activities'
import type { ActivityDeps } from '../activities/deps'
import { deliveryQueue } from '../domain/letters/delivery/mechanism'
import { MECHANISMS, type Mechanism } from '../domain/letters/systems'
import { noteAttempts, type AttemptEnd } from './attempts'
import { GRACE, type WorkerPlace } from './case.worker'

/** Lanes of one system served at once by this process. */
const LANES_AT_ONCE = 100

/** `note` is told how each try of a lane ended. */
export function createDeliveryWorkers(
  { connection, namespace }: WorkerPlace,
  deps: ActivityDeps,
  note: (mechanism: Mechanism, end: AttemptEnd) => void = () => undefined,
): Promise<Worker[]> {
  const activities = createDeliveryActivities(deps)
  return Promise.all(
    MECHANISMS.map((mechanism) =>
      Worker.create({
        connection,
        namespace,
        taskQueue: deliveryQueue(mechanism),
        activities,
        interceptors: { activity: [noteAttempts((end) => note(mechanism, end))] },
        maxConcurrentActivityTaskExecutions: LANES_AT_ONCE,
        activityTaskPollerBehavior: { type: 'simple-maximum', maximum: 3 },
        // A recall reaches a running try by its heartbeat.
        maxHeartbeatThrottleInterval: '3 seconds',
        shutdownGraceTime: GRACE,
      }),
    ),
  )
}
