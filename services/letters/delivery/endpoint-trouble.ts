// What becomes of tapals whose endpoint is paused or gone.

import { FALLBACK_MECHANISM, FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ActivityDeps } from '../../../activities/ports'

/** Parks what waits at a paused endpoint and sees to it that a run owns the endpoint; safe to repeat. */
export async function parkAt(deps: ActivityDeps, endpointId: string): Promise<number> {
  const parked = await deps.repositories.tapals.park(endpointId, deps.now())
  // Also when nothing was parked by this call: the one who parked may have died before this line.
  await deps.signals.ownEndpoint(endpointId)
  return parked
}

/**
 * Moves tapals of an endpoint that is gone to the default agent application: into a lane of their dispatch, or,
 * where no lane may be running any more, parked there for the run that owns the agent application's endpoint.
 */
export async function fallBack(
  deps: ActivityDeps,
  tapals: readonly Tapal[],
  place: 'lane' | 'parked',
): Promise<void> {
  const at = deps.now()
  await deps.repositories.tapals.applyToAll(
    tapals.map((tapal) => tapal.id),
    {
      event: { kind: 'attempt', cause: 'fallback-to-agent-application', actor: { kind: 'kcs' }, at },
      set: {
        mechanism: FALLBACK_MECHANISM,
        endpoint: FALLBACK_MECHANISM,
        shard: FALLBACK_SHARD,
        claim: null,
        parked: place === 'parked',
        nextAttemptAt: at,
      },
    },
    { state: UNDELIVERED_STATES, awaitsTry: true },
  )
  // Should we die before this line, the sweep finds what is parked.
  if (place === 'parked') await deps.signals.ownEndpoint(FALLBACK_MECHANISM)
}
