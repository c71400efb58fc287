// The end of a dispatch, if nothing is owed any more.

import { TAKEN_STATES } from '../../domain/letters/tapal/states'
import type { ActivityDeps } from '../ports'

export interface CloseReport {
  closed: boolean
  owing: number
  /** The next due instant in ms, when it did not close. */
  next: number | null
}

export function closeActivity(deps: ActivityDeps) {
  const { tapals, dispatches } = deps.repositories

  /** Cancelled when the sender took the letter back and it had reached no office. */
  async function endState(dispatchId: string): Promise<'closed' | 'cancelled'> {
    const dispatch = await dispatches.byId(dispatchId)
    if (!dispatch?.recall) return 'closed'
    const counts = (await tapals.counts([dispatchId])).get(dispatchId) ?? {}
    const arrived = [...TAKEN_STATES, 'delivered' as const].some((state) => (counts[state] ?? 0) > 0)
    return arrived ? 'closed' : 'cancelled'
  }

  /** Reads what is owed from the rows themselves, and closes only when it is nothing; safe to repeat. */
  return async function close(dispatchId: string): Promise<CloseReport> {
    const { owing, next } = await tapals.owing(dispatchId)
    if (owing > 0) return { closed: false, owing, next: next?.getTime() ?? null }
    const at = deps.now()
    if (!(await dispatches.closeUnlessRecalled(dispatchId, at)))
      await dispatches.end(dispatchId, await endState(dispatchId), at)
    return { closed: true, owing: 0, next: null }
  }
}
