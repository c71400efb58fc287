// A lane of a dispatch: all its tapals of one mechanism, handed over in one activity.

import { activityInfo } from '@temporalio/activity'
import type { Mechanism } from '../../domain/letters/systems'
import { deliverLane, type LaneReport } from '../../services/letters/delivery/deliver-lane'
import type { ActivityDeps } from '../deps'
import { placed } from '../placed'
import { growingWaits } from '../growing-waits'
import { withPulse } from '../pulse'
import { waiting } from '../waiting'

export type { LaneReport }

export function deliverActivity(deps: ActivityDeps) {
  const faultsApart = growingWaits()
  /**
   * Hands over every due tapal of the lane. When only waiting rows are left it fails in a way that Temporal
   * repeats at the earliest of them: retries add no history events, however many rows and days.
   */
  return function deliver(dispatchId: string, mechanism: Mechanism, shard: number): Promise<LaneReport> {
    const { attempt } = activityInfo()
    const claimId = `${dispatchId}:${mechanism}:${shard}:${attempt}:${deps.newId(deps.now())}`
    const lane = { dispatch: dispatchId, mechanism, shard }
    return faultsApart(`${dispatchId}:${mechanism}:${shard}`, () =>
      withPulse(async (beat) => {
        const result = await deliverLane(placed(deps, dispatchId), lane, { claimId, beat })
        if ('waitMs' in result) throw waiting('tapals wait for their next try', result.waitMs)
        return result
      }),
    )
  }
}
