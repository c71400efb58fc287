// The end of a dispatch, if nothing is owed any more.

import { TAKEN_STATES } from '../../../domain/letters/tapal/states'
import type { ServiceDeps } from '../../deps'

type Deps = Pick<ServiceDeps, 'repositories'>

export interface CloseReport {
  closed: boolean
  owing: number
  /** The next due instant in ms, when it did not close. */
  next: number | null
}

/** Reads what is owed from the rows themselves, and closes only when it is nothing; safe to repeat. */
export async function closeDispatch(
  deps: Deps,
  { dispatch }: { dispatch: string },
  now: Date,
): Promise<CloseReport> {
  const { tapals, dispatches } = deps.repositories
  const { owing, next } = await tapals.owing(dispatch)
  if (owing > 0) return { closed: false, owing, next: next?.getTime() ?? null }
  if (!(await dispatches.closeUnlessRecalled(dispatch, now)))
    await dispatches.end(dispatch, await endState(deps, dispatch), now)
  return { closed: true, owing: 0, next: null }
}

/** Cancelled when the sender took the letter back and it had reached no office. */
async function endState({ repositories }: Deps, id: string): Promise<'closed' | 'cancelled'> {
  const dispatch = await repositories.dispatches.byId(id)
  if (!dispatch?.recall) return 'closed'
  const counts = (await repositories.tapals.counts([id])).get(id) ?? {}
  const arrived = [...TAKEN_STATES, 'delivered' as const].some((state) => (counts[state] ?? 0) > 0)
  return arrived ? 'closed' : 'cancelled'
}
