// An agent that had a letter when it was recalled says whether it gives it back.

import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { withdrawnChange } from '../../../domain/letters/tapal/recall'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import type { Changed } from '../tapal/apply'
import { endWithdrawals } from '../tapal/withdraw'
import { requireInward, requireInwardErrors, requireVisitor, requireVisitorErrors } from './visitor'

export const answerRecallErrors = [
  ...requireVisitorErrors,
  ...requireInwardErrors,
  'not-withdrawable',
] as const satisfies readonly ErrorCode[]

/**
 * `withdrawn`: nobody in the office sees it any more; `taken`: the office keeps it, and its acknowledgement counts also now.
 * A repeat changes nothing. The run of the recall finds it when it looks again. Throws KcsError `not-withdrawable` for a
 * letter that was not recalled, or of which the contrary was said.
 */
export async function answerRecall(
  deps: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { tapal: id, end }: { tapal: string; end: 'withdrawn' | 'taken' },
  now: Date,
): Promise<Changed> {
  const { tapals } = deps.repositories
  const visitor = await requireVisitor(deps, caller)
  const tapal = await requireInward(deps, visitor, id)
  const changed = (await endWithdrawals(deps, end, [tapal.id], now)) === 1
  const current = (await tapals.byId(tapal.id)) ?? tapal
  const { cause } = withdrawnChange(end, now).event
  if (!current.events.some((event) => event.cause === cause)) throw new KcsError('not-withdrawable')
  return { tapal: current, changed }
}
