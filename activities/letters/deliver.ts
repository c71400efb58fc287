// A lane of a dispatch: all its tapals of one mechanism, handed over in one activity.

import { activityInfo, ApplicationFailure } from '@temporalio/activity'
import { FALLBACK_MECHANISM, FALLBACK_SHARD } from '../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../domain/letters/dispatch/dispatch'
import { cardOf, type Mechanism } from '../../domain/letters/systems'
import { drainRows } from '../../services/letters/delivery/drain'
import { pulse } from '../pulse'
import type { ActivityDeps } from '../ports'
import { tellTransmissionOverdue } from '../../services/letters/tapal/transmission'

export interface LaneReport {
  delivered: number
  parked: number
  /** Lanes that tapals of this dispatch were moved to. */
  moved: LaneSummary[]
  owing: number
  /** Earliest due instant of what is owed, in ms. */
  next: number | null
}

/** Shortest wait until the next try, so that clocks that differ a little do not spin. */
const SHORTEST_WAIT_MS = 50

export function deliverActivity(deps: ActivityDeps) {
  async function tellClocks(dispatchId: string): Promise<void> {
    const { owing, next } = await deps.repositories.tapals.owing(dispatchId)
    await deps.signals.delivered(dispatchId, { next: next?.getTime() ?? null, outstanding: owing })
  }

  /**
   * Hands over every due tapal of the lane. When only waiting rows are left it fails in a way that Temporal
   * repeats at the earliest of them: retries add no history events, however many rows and days.
   */
  return async function deliver(
    dispatchId: string,
    mechanism: Mechanism,
    shard: number,
  ): Promise<LaneReport> {
    const { attempt } = activityInfo()
    const heart = pulse()
    try {
      const result = await drainRows(
        deps,
        { dispatch: dispatchId, mechanism, shard },
        laneBatch(deps, mechanism),
        {
          claimId: `${dispatchId}:${mechanism}:${shard}:${attempt}:${deps.newId(deps.now())}`,
          beat: heart.beat,
          stopAtFault: false,
        },
      )
      if (result.waitUntil !== null) {
        const neglected = await tellTransmissionOverdue(deps, dispatchId)
        // What was delivered has clocks of its own, which must not wait for the rest of the lane.
        if (result.delivered > 0 || neglected) await tellClocks(dispatchId)
        throw waiting(result.waitUntil.getTime() - deps.now().getTime())
      }
      const { owing, next, fallenBack } = await deps.repositories.tapals.owing(dispatchId)
      return {
        delivered: result.delivered,
        parked: result.parked,
        moved: shard === FALLBACK_SHARD ? [] : fallbackLanes(fallenBack),
        owing,
        next: next?.getTime() ?? null,
      }
    } finally {
      heart.stop()
    }
  }
}

/** The lane of what was moved to the agent application; told from the rows, for who moved them may have died. */
function fallbackLanes(rows: number): LaneSummary[] {
  return rows === 0 ? [] : [{ mechanism: FALLBACK_MECHANISM, shard: FALLBACK_SHARD, rows }]
}

/** Rows claimed at a time: what a system inside KCS takes in one call, or some for each of several endpoints. */
function laneBatch(deps: ActivityDeps, mechanism: Mechanism): number {
  return cardOf(mechanism).reached === 'inside' ? deps.connectors[mechanism].batchSize : 20
}

function waiting(ms: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'Waiting',
    message: 'tapals wait for their next try',
    nextRetryDelay: Math.max(SHORTEST_WAIT_MS, ms),
    category: 'BENIGN',
  })
}
