// An agent moves to another address, which is taken once it has answered a signed call there.

import type { Outcome } from '../../../domain/letters/delivery/outcome'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { cardOf, isVisitingSystem, type Mechanism } from '../../../domain/letters/systems'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { openedEndpoint } from './opened'
import { ownAct, requireOwnEndpoint, requireOwnEndpointErrors } from './own'
import { tellResumed } from './tell'

interface Deps extends Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors' | 'secrets'> {
  /** Why the address of an endpoint may not be used, or null if it may. */
  addressFault(address: string, mechanism: Mechanism): string | null
}

export const setOwnAddressErrors = [
  'endpoint-address-forbidden',
  'endpoint-address-unproved',
  'endpoint-gone',
  ...requireOwnEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * Asks what the system takes at the new address, signed as every call and guarded when it connects; where that is answered
 * well, all letters go there from the next try on. Else the address of before stays: throws KcsError
 * `endpoint-address-unproved`, which says what came back. The present address again changes nothing and calls nobody. Throws
 * KcsError `not-an-agent`, `test-key`, `endpoint-unknown`, `endpoint-gone`, and `endpoint-address-forbidden`, also where the
 * system is reached by folders.
 */
export async function setOwnAddress(
  deps: Deps,
  caller: Caller,
  input: { endpoint: string; address: string },
  now: Date,
): Promise<EndpointRecord> {
  const { endpoints } = deps.repositories
  const { endpoint, address } = input
  const record = await requireOwnEndpoint(deps, caller, endpoint)
  if (record.state === 'gone') throw new KcsError('endpoint-gone')
  if (record.address === address) return record
  requireAllowed(deps, record, address)
  const takes = await provenAt(deps, { ...record, address })
  const act = ownAct(record, 'endpoint-address-set', now)
  const changed = await endpoints.setAddress(endpoint, address, record.address, act)
  // Another address was set between our reading and our writing.
  if (!changed) return setOwnAddress(deps, caller, input, now)
  await endpoints.noteAsked({ id: endpoint, address }, { takes }, now)
  if (record.state === 'paused') tellResumed(deps, endpoint)
  return requireOwnEndpoint(deps, caller, endpoint)
}

function requireAllowed(deps: Deps, { mechanism }: EndpointRecord, address: string): void {
  const fault = faultOf(deps, mechanism, address)
  if (fault !== null)
    throw new KcsError('endpoint-address-forbidden', {
      errors: [{ pointer: '/address', detail: fault, code: 'endpoint-address-forbidden' }],
    })
}

function faultOf({ addressFault }: Deps, mechanism: Mechanism, address: string): string | null {
  if (isVisitingSystem(mechanism)) return 'This agent comes for its letters, and is called at no address.'
  // A folder that can be read proves nothing, and may be another's; at another server the fingerprint is another, too.
  if (cardOf(mechanism).folders)
    return 'This system is reached by folders; the operators of KCS set where they are.'
  return addressFault(address, mechanism)
}

/** What the system takes at that address. */
async function provenAt({ connectors, secrets }: Deps, record: EndpointRecord) {
  const answer = await connectors[record.mechanism].capabilities(openedEndpoint(secrets, record))
  if ('capabilities' in answer) return answer.capabilities
  const detail = `${record.address} was asked what it takes, and came back with ${cameBack(answer.fault)}. The address of before stays.`
  throw new KcsError('endpoint-address-unproved', {
    detail,
    errors: [{ pointer: '/address', detail: cameBack(answer.fault), code: 'endpoint-address-unproved' }],
  })
}

/** The code of the fault, and what could not be read of the answer. */
function cameBack(fault: Outcome): string {
  const code = 'code' in fault ? fault.code : fault.kind
  return 'detail' in fault && fault.detail ? `${code}: ${fault.detail}` : code
}
