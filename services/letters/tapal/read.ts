// One tapal, for those who may see it.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { Caller } from '../../access/right/identity'
import { reachOf, seesTapal } from '../../access/right/rights'
import type { ServiceDeps } from '../../deps'

export const readTapalErrors = ['tapal-unknown'] as const satisfies readonly ErrorCode[]

/** Throws KcsError `tapal-unknown` where there is none, or where it is not the caller's to see. */
export async function readTapal(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  id: string,
): Promise<Tapal> {
  const [tapal, reach] = await Promise.all([
    repositories.tapals.byId(id),
    reachOf(repositories.seats, caller),
  ])
  if (!tapal || !(await seesTapal(caller, reach, tapal))) throw new KcsError('tapal-unknown')
  return tapal
}
