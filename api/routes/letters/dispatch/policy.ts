// Who may see a dispatch.

import type { Repositories } from '../../../../database'
import type { Dispatch } from '../../../../domain/letters/dispatch/record'
import { KcsError } from '../../../../domain/common/error'
import type { KnownIdentity } from '../../../../services/access/right/identity'
import { reachOf, seesDispatch } from '../../../../services/access/right/rights'

/** The dispatch, if it is there and of one of the caller's offices. Throws KcsError `dispatch-unknown`. */
export async function requireDispatch(
  repositories: Repositories,
  identity: KnownIdentity,
  id: string,
): Promise<Dispatch> {
  const [dispatch, reach] = await Promise.all([
    repositories.dispatches.byId(id),
    reachOf(repositories.seats, identity),
  ])
  if (!dispatch || !(await seesDispatch(identity, reach, dispatch))) throw new KcsError('dispatch-unknown')
  return dispatch
}
