// What becomes of tapals whose endpoint is paused or gone.

import { FALLBACK_MECHANISM } from '../../domain/delivery/mechanism'
import type { LaneSummary } from '../../domain/dispatch/dispatch'
import { UNDELIVERED_STATES } from '../../domain/tapal/states'
import type { Tapal } from '../../domain/tapal/tapal'
import type { ActivityDeps } from '../ports'

/** Parks what waits at a paused endpoint and sees to it that a run owns the endpoint; safe to repeat. */
export async function parkAt(deps: ActivityDeps, endpointId: string): Promise<number> {
  const parked = await deps.repositories.tapals.park(endpointId, deps.now())
  // Also when nothing was parked by this call: the one who parked may have died before this line.
  await deps.signals.ownEndpoint(endpointId)
  return parked
}

/** Moves tapals of an endpoint that is gone to the default agent application; answers the lanes they lie in now. */
export async function fallBack(
  deps: ActivityDeps,
  tapals: readonly Tapal[],
): Promise<Map<string, LaneSummary[]>> {
  const at = deps.now()
  await deps.repositories.tapals.applyToAll(
    tapals.map((tapal) => tapal.id),
    {
      event: { kind: 'attempt', cause: 'fallback-to-agent-application', actor: { kind: 'kcs' }, at },
      set: {
        mechanism: FALLBACK_MECHANISM,
        endpoint: FALLBACK_MECHANISM,
        shard: 0,
        claim: null,
        parked: false,
        nextAttemptAt: at,
      },
    },
    { state: { $in: [...UNDELIVERED_STATES] }, nextAttemptAt: { $type: 'date' } },
  )
  const lanes = new Map<string, LaneSummary[]>()
  for (const tapal of tapals) {
    const [lane] = lanes.get(tapal.dispatch) ?? [{ mechanism: FALLBACK_MECHANISM, shard: 0, rows: 0 }]
    lanes.set(tapal.dispatch, [{ ...lane!, rows: lane!.rows + 1 }])
  }
  return lanes
}
