// Tapals whose endpoint is paused are parked: its own run delivers them when the system is back.

import { signalParked } from '../endpoint/tell'
import type { DeliveryDeps } from './deps'

/** Parks what waits at a paused endpoint and makes sure that a run owns the endpoint; safe to repeat. Returns how many. */
export async function parkAt(
  deps: Pick<DeliveryDeps, 'repositories' | 'runs' | 'now'>,
  endpoint: string,
): Promise<number> {
  const parked = await deps.repositories.tapals.park(endpoint, deps.now())
  // Also when nothing was parked by this call: the one who parked may have died before this line.
  await signalParked(deps, endpoint)
  return parked
}

/**
 * What waits at an endpoint that is open, and of which all calls are in use, queues there: its run delivers it, urgent and
 * oldest first, and no worker is held up meanwhile. Safe to repeat. Returns how many.
 */
export async function queueAt(
  { repositories, runs, now }: Pick<DeliveryDeps, 'repositories' | 'runs' | 'now'>,
  endpoint: string,
): Promise<number> {
  const parked = await repositories.tapals.park(endpoint, now())
  await runs.signalWithStart('endpoint', endpoint, 'resumed')
  return parked
}
