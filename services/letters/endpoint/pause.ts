// An operator pauses an endpoint.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { actOnEndpoint, actOnEndpointErrors, type OnEndpoint } from './act-on-endpoint'
import { tellParked } from './tell'

export const pauseEndpointErrors = actOnEndpointErrors

/** Nothing is sent there until it is resumed: what waits is parked, and its run waits for the operator. */
export function pauseEndpoint(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>,
  caller: Caller,
  on: OnEndpoint,
  now: Date,
): Promise<EndpointRecord> {
  return actOnEndpoint(deps, caller, on, now, {
    what: 'endpoint-paused',
    change: (endpoints, act) => endpoints.pauseByOperator(on.endpoint, 'endpoint', act),
    tell: tellParked,
  })
}
