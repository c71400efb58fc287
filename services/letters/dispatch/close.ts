// The end of a dispatch, if nothing is owed any more.

import type { Dispatch } from '../../../domain/letters/dispatch/record'
import { TAKEN_STATES } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'
import { recallRows } from './recall-rows'

type Deps = Pick<ServiceDeps, 'repositories'>

export interface CloseReport {
  closed: boolean
  owing: number
  /** The next due instant in ms, when it did not close. */
  next: number | null
  /** The sender took it back, and tapals are still to be recalled or withdrawn: the run may not have heard of it. */
  recalled?: boolean
}

/** Reads what is owed from the rows themselves, and closes only when it is nothing; safe to repeat. */
export async function closeDispatch(
  deps: Deps,
  { dispatch: id }: { dispatch: string },
  now: Date,
): Promise<CloseReport> {
  const { tapals, dispatches } = deps.repositories
  const { owing, next } = await tapals.owing(id)
  if (owing === 0 && (await dispatches.closeUnlessRecalled(id, now))) return CLOSED
  const dispatch = await dispatches.byId(id)
  if (owing > 0) {
    const open = { closed: false, owing, next: next?.getTime() ?? null }
    return dispatch?.recall ? { ...open, recalled: true } : open
  }
  // Who recalled it may have been killed before the rows were reached, and a word to the run may be lost.
  if (dispatch && isTakenBack(dispatch) && (await isWithdrawalOwed(deps, dispatch)))
    return { closed: false, owing: 0, next: null, recalled: true }
  const reopenedAt = dispatch?.reopenedAt ?? null
  if (reopenedAt !== null) {
    // What made it owe something was written before that instant, and maybe after the first look.
    const again = await tapals.owing(id)
    if (again.owing > 0) return { closed: false, owing: again.owing, next: again.next?.getTime() ?? null }
  }
  if (await dispatches.end(id, await endState(deps, dispatch), now, reopenedAt)) return CLOSED
  const isEnded = (await dispatches.ended([id])).get(id) ?? true
  return isEnded ? CLOSED : closeDispatch(deps, { dispatch: id }, now)
}

const CLOSED: CloseReport = { closed: true, owing: 0, next: null }

async function isWithdrawalOwed({ repositories: { tapals } }: Deps, dispatch: Dispatch): Promise<boolean> {
  await recallRows({ repositories: { tapals } }, dispatch)
  return tapals.owesWithdrawal(dispatch.id)
}

/** From all, or from some. */
function isTakenBack({ recall, recalledInPartAt }: Dispatch): boolean {
  return recall !== null || !!recalledInPartAt
}

/** Cancelled when the sender took the letter back and it had reached no office. */
async function endState({ repositories }: Deps, dispatch: Dispatch | null): Promise<'closed' | 'cancelled'> {
  if (!dispatch || !isTakenBack(dispatch)) return 'closed'
  const counts = (await repositories.tapals.counts([dispatch.id])).get(dispatch.id) ?? {}
  const arrived = [...TAKEN_STATES, 'delivered' as const].some((state) => (counts[state] ?? 0) > 0)
  return arrived ? 'closed' : 'cancelled'
}
