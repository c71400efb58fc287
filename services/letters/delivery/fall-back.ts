// Tapals whose endpoint is gone move to the default agent application.

import { FALLBACK_MECHANISM, FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import { UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { signalParked } from '../endpoint/tell'
import type { DeliveryDeps } from './deps'

/**
 * Parks them for the run that owns the agent application's endpoint: nothing else that their lane still waits for holds
 * them up. Safe to repeat.
 */
export async function fallBack(
  deps: Pick<DeliveryDeps, 'repositories' | 'runs' | 'now'>,
  tapals: readonly Tapal[],
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
        parked: true,
        nextAttemptAt: at,
      },
    },
    { state: UNDELIVERED_STATES, awaitsTry: true },
  )
  // Should we die before this line, the sweep finds what is parked.
  await signalParked(deps, FALLBACK_MECHANISM)
}
