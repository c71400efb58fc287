// An operator pauses a whole system, or lets it go on: all its endpoints.

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
export async function pauseSystem(
  deps: Deps,
  caller: Caller,
  { mechanism, reason }: OnSystem,
  now: Date,
): Promise<number> {
  requireOperator(caller)
  const act = operatorAct(caller, 'endpoint-paused', reason, now)
  return each(deps, mechanism, async (id) => {
    const paused = await deps.repositories.endpoints.pauseByOperator(id, 'system', act)
    if (paused) tellParked(deps, id)
    return paused
  })
}

export const resumeSystemErrors = requireOperatorErrors satisfies readonly ErrorCode[]

/** Ends the pauses that were begun for the whole system, and no others. */
export async function resumeSystem(
  deps: Deps,
  caller: Caller,
  { mechanism, reason }: OnSystem,
  now: Date,
): Promise<number> {
  requireOperator(caller)
  const act = operatorAct(caller, 'endpoint-resumed', reason, now)
  return each(deps, mechanism, async (id) => {
    const opened = await deps.repositories.endpoints.openByOperator(id, act, 'system')
    if (opened) tellResumed(deps, id)
    return opened
  })
}

async function each(
  { repositories: { endpoints } }: Deps,
  mechanism: Mechanism,
  act: (id: string) => Promise<boolean>,
): Promise<number> {
  let count = 0
  for (const endpoint of await endpoints.list())
    if (endpoint.mechanism === mechanism && (await act(endpoint.id))) count += 1
  return count
}
