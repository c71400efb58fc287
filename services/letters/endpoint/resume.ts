// An operator lets an endpoint go on.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { requireEndpoint, requireEndpointErrors } from './read'
import { tellResumed } from './tell'

export const resumeEndpointErrors = [
  ...requireOperatorErrors,
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** Opens it, also one that is gone; its run delivers what was parked. */
export async function resumeEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { endpoint, reason }: { endpoint: string; reason: string },
  now: Date,
): Promise<EndpointRecord> {
  requireOperator(caller)
  await requireEndpoint(deps, endpoint)
  const act = operatorAct(caller, 'endpoint-resumed', reason, now)
  await deps.repositories.endpoints.openByOperator(endpoint, act)
  tellResumed(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
