// How workflows call activities: steps near the workflow, deliveries on the queue of their system.

import {
  ActivityCancellationType,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  sleep,
} from '@temporalio/workflow'
import type { DeliveryActivities, NearActivities } from '../../activities'
import { deliveryQueue } from '../../domain/letters/delivery/mechanism'
import type { Mechanism } from '../../domain/letters/systems'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import { orRemote } from './or-remote'

/** The steps as ordinary activities: tried again until they work, seen by operators. */
export const remote = proxyActivities<NearActivities>({
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
})

/** Steps that end within two seconds as a rule. */
type ShortSteps = Pick<NearActivities, 'resolveRecipients' | 'escalateOverdue' | 'close'>

const local = proxyLocalActivities<ShortSteps>({
  startToCloseTimeout: '2 seconds',
  // Bounded by attempts: a time limit does not bound the retries of a local activity.
  retry: { maximumAttempts: 1 },
})

/** The short steps, run locally, for that saves events. */
export const near = orRemote<ShortSteps>(local, remote)

/** The activities of one system's own queue. Its waits are set by the rows, so the retry policy is only a frame. */
export function deliveryOf(mechanism: Mechanism, summary: string): DeliveryActivities {
  return proxyActivities<DeliveryActivities>({
    taskQueue: deliveryQueue(mechanism),
    startToCloseTimeout: '6 hours',
    heartbeatTimeout: '12 seconds',
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: { initialInterval: '1 second', backoffCoefficient: 1, maximumInterval: '6 hours' },
    summary,
  })
}

/** The collecting from an endpoint, on the queue of its system, so that none holds up another. */
export function collectionOf(
  mechanism: Mechanism | null,
  endpointId: string,
): Pick<DeliveryActivities, 'collect'> {
  return proxyActivities<DeliveryActivities>({
    ...(mechanism === null ? {} : { taskQueue: deliveryQueue(mechanism) }),
    startToCloseTimeout: '6 hours',
    heartbeatTimeout: '12 seconds',
    retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
    summary: endpointId,
  })
}

/** A lane that an operator failed by hand is taken up again after this time. */
const LANE_AGAIN = '1 minute'

/** Hands over one lane of a dispatch; ends with its report, or by cancellation. */
export async function handOverLane(
  dispatchId: string,
  lane: LaneSummary,
): ReturnType<DeliveryActivities['deliver']> {
  const { deliver } = deliveryOf(lane.mechanism, `${lane.mechanism}: ${lane.rows} tapals`)
  for (;;) {
    try {
      return await deliver(dispatchId, lane.mechanism, lane.shard)
    } catch (error) {
      if (isCancellation(error)) throw error
      await sleep(LANE_AGAIN)
    }
  }
}
