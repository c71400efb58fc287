// All activities a worker can register; the composition root hands in what they need.

import type { ActivityDeps } from './deps'
import { closeActivity } from './letters/close'
import { collectActivity } from './letters/collect'
import { deliverActivity } from './letters/deliver'
import { drainActivity, probeActivity } from './letters/endpoint'
import { escalateOverdueActivity } from './letters/escalate-overdue'
import { resolveRecipientsActivity } from './letters/resolve-recipients'
import { withdrawActivity } from './letters/withdraw'

/** The steps beside the deliveries; run near the workflow. */
export function createNearActivities(deps: ActivityDeps) {
  return {
    resolveRecipients: resolveRecipientsActivity(deps),
    escalateOverdue: escalateOverdueActivity(deps),
    close: closeActivity(deps),
    withdraw: withdrawActivity(deps),
    probe: probeActivity(deps),
    collect: collectActivity(deps),
  }
}

/** What runs on the task queue of one system. */
export function createDeliveryActivities(deps: ActivityDeps) {
  return { deliver: deliverActivity(deps), drain: drainActivity(deps), collect: collectActivity(deps) }
}

export type NearActivities = ReturnType<typeof createNearActivities>
export type DeliveryActivities = ReturnType<typeof createDeliveryActivities>
