// A recalled letter is taken back at the agents that had it in their hands.

import { ApplicationFailure } from '@temporalio/activity'
import { listWithdrawals } from '../../services/letters/dispatch/list-withdrawals'
import { withdraw as withdrawTapal } from '../../services/letters/tapal/withdraw'
import type { ActivityDeps } from '../deps'
import { withPulse } from '../pulse'

const AT_ONCE = 10

export function withdrawActivity(deps: ActivityDeps) {
  /** Tried again until every agent has answered; returns how many tapals were taken back. */
  return function withdraw(dispatchId: string): Promise<number> {
    return withPulse(async (beat) => {
      const owed = await listWithdrawals(deps, { dispatch: dispatchId })
      let failed = 0
      for (let from = 0; from < owed.length; from += AT_ONCE) {
        beat()
        const batch = owed.slice(from, from + AT_ONCE)
        const done = await Promise.all(batch.map((tapal) => withdrawTapal(deps, tapal)))
        failed += done.filter((ok) => !ok).length
      }
      if (failed === 0) return owed.length
      throw ApplicationFailure.create({
        type: 'Waiting',
        message: `${failed} agents did not answer`,
        category: 'BENIGN',
      })
    })
  }
}
