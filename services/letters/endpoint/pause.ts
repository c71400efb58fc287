// An operator pauses an endpoint.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { requireEndpoint, requireEndpointErrors } from './read'
import { tellParked } from './tell'

export const pauseEndpointErrors = requireEndpointErrors satisfies readonly ErrorCode[]

/** Nothing is sent there until it is resumed: what waits is parked, and its run waits for the operator. */
export async function pauseEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  { endpoint, reason }: { endpoint: string; reason: string },
  now: Date,
): Promise<EndpointRecord> {
  await requireEndpoint(deps, endpoint)
  await deps.repositories.endpoints.pause(endpoint, 'operator', reason, now)
  tellParked(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
