// An agent says that it is back: what KCS has paused of it is probed at once.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { heardFrom } from './heard'
import { requireOwnEndpoint, requireOwnEndpointErrors, requireUnheld, requireUnheldErrors } from './own'

export const sayBackErrors = [
  ...requireUnheldErrors,
  ...requireOwnEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Does what any good call of the agent does, at most twice a minute, and returns the endpoint as it stands now: its run opens
 * it once the probe is answered. An open one stays as it is. Throws KcsError `not-an-agent`, `endpoint-unknown`,
 * `endpoint-gone`, and `endpoint-held` where an operator has paused it, for that pause is ended by operators alone.
 */
export async function sayBack(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { endpoint }: { endpoint: string },
  now: Date,
): Promise<EndpointRecord> {
  const record = await requireOwnEndpoint(deps, caller, endpoint)
  requireUnheld(record)
  if (record.state === 'paused') heardFrom(deps, { id: endpoint }, now)
  return record
}
