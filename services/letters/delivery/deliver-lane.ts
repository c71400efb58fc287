// A lane of a dispatch: all its tapals of one mechanism, handed over.

import { FALLBACK_MECHANISM, FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../../domain/letters/dispatch/dispatch'
import { isCalled, type Mechanism } from '../../../domain/letters/systems'
import { signalDelivered } from '../dispatch/tell'
import { noteTransmissionOverdue } from '../tapal/escalate-overdue'
import type { DeliveryDeps } from './deps'
import { drainRows } from './drain'

export interface LaneReport {
  delivered: number
  parked: number
  /** Lanes with tapals of this dispatch that were moved into them; only older workers made such. */
  moved: LaneSummary[]
  owing: number
  /** Earliest due instant of what is owed, in ms. */
  next: number | null
}

export interface Lane {
  dispatch: string
  mechanism: Mechanism
  shard: number
}

/** Rows of a lane to other systems claimed at a time: some for each of several endpoints. */
const BATCH = 20

/**
 * Hands over every due tapal of the lane. Where only waiting rows are left, returns how long the earliest of them waits;
 * what was delivered has clocks of its own by then, of which the run is told.
 */
export async function deliverLane(
  deps: DeliveryDeps,
  { dispatch, mechanism, shard }: Lane,
  controls: { claimId: string; beat(): void },
): Promise<LaneReport | { waitMs: number }> {
  // What lies inside KCS is taken in one call, however many.
  const limit = isCalled(mechanism) ? BATCH : deps.connectors[mechanism].batchSize
  const drain = { dispatch, mechanism, shard }
  const result = await drainRows(deps, drain, limit, controls)
  if (result.waitUntil !== null) {
    const neglected = await noteTransmissionOverdue(deps, { dispatch }, deps.now())
    if (result.delivered > 0 || neglected) await signalDelivered(deps, dispatch)
    return { waitMs: result.waitUntil.getTime() - deps.now().getTime() }
  }
  const { owing, next, fallenBack } = await deps.repositories.tapals.owing(dispatch)
  return {
    delivered: result.delivered,
    parked: result.parked,
    moved: shard === FALLBACK_SHARD ? [] : fallbackLanes(fallenBack),
    owing,
    next: next?.getTime() ?? null,
  }
}

/** The lane of what was moved to the agent application; counted in the rows, for who moved them may have died. */
function fallbackLanes(rows: number): LaneSummary[] {
  return rows === 0 ? [] : [{ mechanism: FALLBACK_MECHANISM, shard: FALLBACK_SHARD, rows }]
}
