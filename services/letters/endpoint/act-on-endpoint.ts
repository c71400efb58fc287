// The way of every act of an operator that moves an endpoint to another state.

import type { EndpointAct } from '../../../database/letters/endpoint/editing'
import type { EndpointRecord } from '../../../database/letters/endpoint/repository'
import type { ErrorCode } from '../../../domain/common/error'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { tellSchedule } from '../collect/schedule'
import { operatorAct, requireOperator, requireOperatorErrors } from './operator-act'
import { requireEndpoint, requireEndpointErrors } from './read'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs' | 'connectors'>

/** The endpoint, and why the operator acts. */
export interface OnEndpoint {
  endpoint: string
  reason: string
}

interface Move {
  /** Its name in the audit log. */
  what: string
  /** Throws where this act is not for the endpoint; `requireEndpoint` if left out. */
  require?: (deps: Deps, endpoint: string) => Promise<EndpointRecord>
  /** Changes the row; does nothing where the endpoint is in that state already. */
  change: (endpoints: Deps['repositories']['endpoints'], act: EndpointAct) => Promise<boolean>
  /** Tells the run of the endpoint, also at a repeat: the first call may have died before it did. */
  tell: (deps: Deps, endpoint: string) => void
}

export const actOnEndpointErrors = [
  ...requireOperatorErrors,
  ...requireEndpointErrors,
] as const satisfies readonly ErrorCode[]

/** Returns the endpoint as it is after the act. Throws KcsError `forbidden`, `endpoint-unknown`. */
export async function actOnEndpoint(
  deps: Deps,
  caller: Caller,
  { endpoint, reason }: OnEndpoint,
  now: Date,
  { what, require = requireEndpoint, change, tell }: Move,
): Promise<EndpointRecord> {
  requireOperator(caller)
  await require(deps, endpoint)
  await change(deps.repositories.endpoints, operatorAct(caller, what, reason, now))
  tell(deps, endpoint)
  tellSchedule(deps, endpoint)
  return requireEndpoint(deps, endpoint)
}
