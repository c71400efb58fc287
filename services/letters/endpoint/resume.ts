// An operator lets an endpoint go on.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { actOnEndpoint, actOnEndpointErrors, type OnEndpoint } from './act-on-endpoint'
import { tellResumed } from './tell'

export const resumeEndpointErrors = actOnEndpointErrors

/** Opens it, also one that is gone; its run delivers what was parked. */
export function resumeEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>,
  caller: Caller,
  on: OnEndpoint,
  now: Date,
): Promise<EndpointRecord> {
  return actOnEndpoint(deps, caller, on, now, {
    what: 'endpoint-resumed',
    change: (endpoints, act) => endpoints.openByOperator(on.endpoint, act),
    tell: tellResumed,
  })
}
