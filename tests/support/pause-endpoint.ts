// A paused endpoint, for tests of what comes of it.

import type { Repositories } from '../../database'
import type { PausedBy } from '../../domain/letters/endpoint/endpoint'

/** Pauses it as KCS does by its own judgement, or as an operator does. Returns whether this call did it. */
export function pauseEndpoint(
  { endpoints }: Pick<Repositories, 'endpoints'>,
  id: string,
  by: PausedBy,
  reason: string,
  at: Date,
): Promise<boolean> {
  if (by === 'kcs') return endpoints.trip(id, reason, at)
  const actor = { kind: 'operator', account: 'operator' } as const
  const note = { what: 'endpoint-paused', actor, at }
  return endpoints.pauseByOperator(id, 'endpoint', { reason, by: 'operator', note })
}
