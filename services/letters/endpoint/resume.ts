// An operator lets an endpoint go on.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { ServiceDeps } from '../../deps'
import { requireEndpoint, requireEndpointErrors } from './read'
import { tellResumed } from './tell'

export const resumeEndpointErrors = requireEndpointErrors satisfies readonly ErrorCode[]

/** Opens it; its run delivers what was parked. */
export async function resumeEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  { endpoint }: { endpoint: string },
): Promise<EndpointRecord> {
  await requireEndpoint(deps, endpoint)
  await deps.repositories.endpoints.open(endpoint)
  tellResumed(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
