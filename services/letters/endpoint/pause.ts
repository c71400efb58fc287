// An operator pauses an endpoint.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { requireEndpoint, requireEndpointErrors } from './read'
import { tellParked } from './tell'

export const pauseEndpointErrors = [
  ...requireOperatorErrors,
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** Nothing is sent there until it is resumed: what waits is parked, and its run waits for the operator. */
export async function pauseEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { endpoint, reason }: { endpoint: string; reason: string },
  now: Date,
): Promise<EndpointRecord> {
  requireOperator(caller)
  await requireEndpoint(deps, endpoint)
  const act = operatorAct(caller, 'endpoint-paused', reason, now)
  await deps.repositories.endpoints.pauseByOperator(endpoint, 'endpoint', act)
  tellParked(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
