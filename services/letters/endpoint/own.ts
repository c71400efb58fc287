// The endpoints of the agent that calls.

import type { EndpointAct } from '../../../database/letters/endpoint/editing'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { noteOfAgent, requireMeantCaller, requireMeantCallerErrors } from '../../access/right/agent'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const requireOwnEndpointErrors = [
  'endpoint-unknown',
  ...requireMeantCallerErrors,
] as const satisfies readonly ErrorCode[]

/** Throws KcsError `not-an-agent`, `test-key`, `endpoint-unknown` also for one of another agent. */
export async function requireOwnEndpoint(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
): Promise<EndpointRecord> {
  const { agent } = requireMeantCaller(caller)
  const endpoint = await repositories.endpoints.byId(id)
  if (endpoint?.agent !== agent.id) throw new KcsError('endpoint-unknown')
  return endpoint
}

/** The act of the agent behind the endpoint, for the row and the audit log. It gives no reason. */
export function ownAct({ agent }: Pick<EndpointRecord, 'agent'>, what: string, now: Date): EndpointAct {
  return { reason: '', by: '', note: noteOfAgent(agent ?? '', what, now) }
}

export const requireUnheldErrors = ['endpoint-held', 'endpoint-gone'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `endpoint-held` where an operator has paused it, `endpoint-gone` where it is there no more. */
export function requireUnheld({ state, pausedBy }: Pick<EndpointRecord, 'state' | 'pausedBy'>): void {
  if (state === 'gone') throw new KcsError('endpoint-gone')
  if (state === 'paused' && pausedBy === 'operator') throw new KcsError('endpoint-held')
}
