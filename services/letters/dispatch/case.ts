// What the duties find in the record of letters.

import type { CaseDuties } from '../../operations/duty/case'
import { none } from '../../operations/duty/case'
import { followTapals } from '../tapal/follow'

/** One run a dispatch. */
export const dispatchDuties: CaseDuties = {
  name: 'dispatch',
  unstarted: ({ repositories }, before, reading) => repositories.dispatches.notStarted(before, reading),
  noteStarted: ({ repositories }, dispatch) => repositories.dispatches.markStarted(dispatch),
  untold: ({ repositories }, before, reading) => repositories.dispatches.recalledAndOpen(before, reading),
  async tell({ repositories, runs }, dispatch) {
    await runs.signal('dispatch', dispatch, 'recalled')
    await repositories.dispatches.markRecallTold(dispatch)
  },
  stalled: ({ repositories }, before, reading) => repositories.dispatches.stalled(before, reading),
  overdue: ({ repositories }, before, reading) => repositories.tapals.dispatchesOverdueSince(before, reading),
  async remind({ repositories, runs }, dispatch, now) {
    const { owing } = await repositories.tapals.owing(dispatch)
    await runs.signal('dispatch', dispatch, 'delivered', { next: now.getTime(), outstanding: owing })
  },
  open: ({ repositories }, above, limit) => repositories.dispatches.inProgress(above, limit),
  async standings({ repositories }, subjects) {
    const ended = await repositories.dispatches.ended(subjects)
    return new Map([...ended].map(([id, over]) => [id, over ? 'ended' : 'open']))
  },
  eachRound: none.act,
  follow: followTapals,
}
