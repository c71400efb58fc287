// An operator says that an endpoint is there no more.

import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { isRegisteredSystem, isVisitingSystem } from '../../../domain/letters/systems'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { actOnEndpoint, actOnEndpointErrors, type OnEndpoint } from './act-on-endpoint'
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
  if (!isRegisteredSystem(record.mechanism)) throw new KcsError('endpoint-of-kcs')
  return record
}

export const callGoneErrors = [
  ...actOnEndpointErrors,
  ...requireAgentEndpointErrors,
] as const satisfies readonly ErrorCode[]

/**
 * What waits for it goes by the agent application of its offices; so does what comes, until they have another way. Its run
 * moves what is parked there, also where it waits for the operator, and what no agent has fetched yet.
 */
export function callGone(
  deps: Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>,
  caller: Caller,
  on: OnEndpoint,
  now: Date,
): Promise<EndpointRecord> {
  return actOnEndpoint(deps, caller, on, now, {
    what: 'endpoint-gone',
    require: requireAgentEndpoint,
    async change(endpoints, act) {
      const changed = await endpoints.callGone(on.endpoint, act)
      const record = await endpoints.byId(on.endpoint)
      // Also at a repeat: the first call may have died before this line.
      if (record?.state === 'gone' && isVisitingSystem(record.mechanism))
        await deps.repositories.tapals.takeOffShelf(on.endpoint, now)
      return changed
    },
    tell: tellResumed,
  })
}
