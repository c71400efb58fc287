// One dispatch, for those who may see it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Dispatch } from '../../../domain/letters/dispatch/record'
import type { Caller } from '../../access/right/identity'
import { reachOf, seesDispatch } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

export const readDispatchErrors = ['dispatch-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `dispatch-unknown` where there is none, or where it is of none of the caller's offices. */
export async function readDispatch(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
): Promise<Dispatch> {
  const [dispatch, reach] = await Promise.all([
    repositories.dispatches.byId(id),
    reachOf(repositories.seats, caller),
  ])
  if (!dispatch || !(await seesDispatch(caller, reach, dispatch))) throw new KcsError('dispatch-unknown')
  return dispatch
}
