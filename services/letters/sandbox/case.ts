// What the duties find in the record of test letters: the same case, over another record.

import type { CaseDuties } from '../../operations/duty/case'
import { none } from '../../operations/duty/case'
import { dispatchDuties } from '../dispatch/case'
import { followTestDispatches, followTestTapals } from './follow'
import { inSandbox } from './place'

/** One run a test dispatch; its runs are those of the case of letters. */
export const testLetterDuties: CaseDuties = {
  name: dispatchDuties.name,
  unstarted: (deps, ...asked) => dispatchDuties.unstarted(inSandbox(deps), ...asked),
  noteStarted: (deps, dispatch) => dispatchDuties.noteStarted(inSandbox(deps), dispatch),
  untold: (deps, ...asked) => dispatchDuties.untold(inSandbox(deps), ...asked),
  tell: (deps, dispatch) => dispatchDuties.tell(inSandbox(deps), dispatch),
  stalled: (deps, ...asked) => dispatchDuties.stalled(inSandbox(deps), ...asked),
  overdue: (deps, ...asked) => dispatchDuties.overdue(inSandbox(deps), ...asked),
  remind: (deps, dispatch, now) => dispatchDuties.remind(inSandbox(deps), dispatch, now),
  open: (deps, above, limit) => dispatchDuties.open(inSandbox(deps), above, limit),
  standings: (deps, dispatches) => dispatchDuties.standings(inSandbox(deps), dispatches),
  eachRound: none.act,
  follow: [followTestTapals, followTestDispatches],
}
