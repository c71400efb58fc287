// What of a recalled letter must be taken back at agents.

import type { Tapal } from '../../../domain/letters/tapal/tapal'
import type { ServiceDeps } from '../../deps'
import { recallRows } from './recall-rows'

/** Recalls what is still open of a recalled letter, and returns the tapals that agents may have in their hands. */
export async function listWithdrawals(
  { repositories: { dispatches, tapals } }: Pick<ServiceDeps, 'repositories'>,
  { dispatch: id }: { dispatch: string },
): Promise<Tapal[]> {
  const dispatch = await dispatches.byId(id)
  if (dispatch) await recallRows({ repositories: { tapals } }, dispatch)
  return tapals.toWithdraw(id)
}
