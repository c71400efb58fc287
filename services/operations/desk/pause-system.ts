// An operator pauses a whole system, or lets it go on: all its endpoints.

import type { EndpointAct } from '../../../database/letters/endpoint/editing'
import type { ErrorCode } from '../../../domain/common/error'
import type { Mechanism } from '../../../domain/letters/systems'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { operatorAct, requireOperator, requireOperatorErrors } from '../../letters/endpoint/operator-act'
import { tellParked, tellResumed } from '../../letters/endpoint/tell'

type Deps = Pick<ServiceDeps, 'repositories' | 'runs'>

export const pauseSystemErrors = requireOperatorErrors satisfies readonly ErrorCode[]

interface OnSystem {
  mechanism: Mechanism
  reason: string
}

/**
 * Pauses the endpoints of the system that are there now; one that an operator has paused alone stays so. Returns how many
 * were paused by this call; a repeat completes one that was killed.
 */
export function pauseSystem(deps: Deps, caller: Caller, on: OnSystem, now: Date): Promise<number> {
  return actOnSystem(deps, caller, on, now, {
    what: 'endpoint-paused',
    change: (endpoints, id, act) => endpoints.pauseByOperator(id, 'system', act),
    tell: tellParked,
  })
}

export const resumeSystemErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** Ends the pauses that were begun for the whole system, and no others. Returns how many were ended by this call. */
export function resumeSystem(deps: Deps, caller: Caller, on: OnSystem, now: Date): Promise<number> {
  return actOnSystem(deps, caller, on, now, {
    what: 'endpoint-resumed',
    change: (endpoints, id, act) => endpoints.openByOperator(id, act, 'system'),
    tell: tellResumed,
  })
}

interface Move {
  /** Its name in the audit log. */
  what: string
  change: (endpoints: Deps['repositories']['endpoints'], id: string, act: EndpointAct) => Promise<boolean>
  /** Tells the run of an endpoint that this call has changed. */
  tell: (deps: Deps, endpoint: string) => void
}

async function actOnSystem(
  deps: Deps,
  caller: Caller,
  { mechanism, reason }: OnSystem,
  now: Date,
  { what, change, tell }: Move,
): Promise<number> {
  requireOperator(caller)
  const { endpoints } = deps.repositories
  const act = operatorAct(caller, what, reason, now)
  let count = 0
  for (const endpoint of await endpoints.list()) {
    if (endpoint.mechanism !== mechanism || !(await change(endpoints, endpoint.id, act))) continue
    tell(deps, endpoint.id)
    count += 1
  }
  return count
}
