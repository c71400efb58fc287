// An operator says that an endpoint is there no more.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { cardOf } from '../../../domain/letters/systems'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { requireEndpoint, requireEndpointErrors } from './read'
import { tellResumed } from './tell'

export const requireAgentEndpointErrors = [
  'endpoint-of-kcs',
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** The endpoint of an agent. Throws KcsError `endpoint-unknown`, `endpoint-of-kcs`. */
export async function requireAgentEndpoint(
  deps: Pick<ServiceDeps, 'repositories'>,
  id: string,
): Promise<EndpointRecord> {
  const record = await requireEndpoint(deps, id)
  if (cardOf(record.mechanism).reached !== 'address') throw new KcsError('endpoint-of-kcs')
  return record
}

export const callGoneErrors = [
  ...requireOperatorErrors,
  ...requireAgentEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** What waits for it goes by the agent application of its offices; so does what comes, until they have another way. */
export async function callGone(
  deps: Pick<ServiceDeps, 'repositories' | 'runs'>,
  caller: Caller,
  { endpoint, reason }: { endpoint: string; reason: string },
  now: Date,
): Promise<EndpointRecord> {
  requireOperator(caller)
  await requireAgentEndpoint(deps, endpoint)
  await deps.repositories.endpoints.callGone(endpoint, operatorAct(caller, 'endpoint-gone', reason, now))
  // Its run moves what is parked there, also one that waits for the operator.
  tellResumed(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
