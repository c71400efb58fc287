// Every overdue tapal goes one step on by the clock of the run, which may be a while behind.

import { isTestId } from '../../domain/letters/sandbox/test-letter'
import { escalateTestLetter } from '../../services/letters/sandbox/escalate'
import { type ClockReport, escalateOverdue as escalate } from '../../services/letters/tapal/escalate-overdue'
import type { ActivityDeps } from '../deps'
import { placed } from '../placed'
import { withPulse } from '../pulse'

export function escalateOverdueActivity(deps: ActivityDeps) {
  return function escalateOverdue(dispatchId: string, nowMs: number): Promise<ClockReport> {
    return withPulse((beat) => {
      const move = isTestId(dispatchId) ? escalateTestLetter : escalate
      return move(placed(deps, dispatchId), { dispatch: dispatchId }, new Date(nowMs), beat)
    })
  }
}
