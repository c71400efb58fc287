// An operator gives an endpoint its new address.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { isVisitingSystem, type Mechanism } from '../../../domain/letters/systems'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireAgentEndpoint, requireAgentEndpointErrors } from './call-gone'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { requireEndpoint } from './read'
import { tellResumed } from './tell'

interface Deps extends Pick<ServiceDeps, 'repositories' | 'runs'> {
  /** Why the address of an endpoint may not be used, or null if it may. */
  addressFault(address: string, mechanism: Mechanism): string | null
}

export const setAddressErrors = [
  'endpoint-address-forbidden',
  ...requireOperatorErrors,
  ...requireAgentEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** All letters of the endpoint go there from the next try on, also those that are parked; a pause of KCS is probed at once. */
export async function setAddress(
  deps: Deps,
  caller: Caller,
  { endpoint, address, reason }: { endpoint: string; address: string; reason: string },
  now: Date,
): Promise<EndpointRecord> {
  requireOperator(caller)
  const record = await requireAgentEndpoint(deps, endpoint)
  const fault = isVisitingSystem(record.mechanism)
    ? 'This agent comes for its letters, and is called at no address.'
    : deps.addressFault(address, record.mechanism)
  if (fault !== null)
    throw new KcsError('endpoint-address-forbidden', {
      errors: [{ pointer: '/address', detail: fault, code: 'endpoint-address-forbidden' }],
    })
  if (record.address !== address) {
    const act = operatorAct(caller, 'endpoint-address-set', reason, now)
    await deps.repositories.endpoints.setAddress(endpoint, address, record.address, act)
    if (record.state === 'paused') tellResumed(deps, endpoint)
  }
  return requireEndpoint(deps, endpoint)
}
