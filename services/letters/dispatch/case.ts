// What the duties find in the record of letters.

import type { CaseDuties } from '../../operations/duty/case'
import { none } from '../../operations/duty/case'
import { followTapals } from '../tapal/follow'

/** One run a dispatch. */
export const dispatchDuties: CaseDuties = {
  name: 'dispatch',
  unstarted: ({ repositories }, before, limit) => repositories.dispatches.notStarted(before, limit),
  noteStarted: ({ repositories }, dispatch) => repositories.dispatches.markStarted(dispatch),
  untold: ({ repositories }, before, limit) => repositories.dispatches.recalledAndOpen(before, limit),
  async tell({ repositories, runs }, dispatch) {
    await runs.signal('dispatch', dispatch, 'recalled')
    await repositories.dispatches.markRecallTold(dispatch)
  },
  overdue: ({ repositories }, before, limit) => repositories.tapals.dispatchesOverdueSince(before, limit),
  async remind({ repositories, runs }, dispatch, now) {
    const { owing } = await repositories.tapals.owing(dispatch)
    await runs.signal('dispatch', dispatch, 'delivered', { next: now.getTime(), outstanding: owing })
  },
  open: ({ repositories }, above, limit) => repositories.dispatches.inProgress(above, limit),
  eachRound: none.act,
  follow: followTapals,
}
