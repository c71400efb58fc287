// Every overdue tapal goes one step on by the clock of the run, which may be a while behind.

import { type ClockReport, escalateOverdue as escalate } from '../../services/letters/tapal/escalate-overdue'
import type { ActivityDeps } from '../deps'
import { withPulse } from '../pulse'

export function escalateOverdueActivity(deps: ActivityDeps) {
  return function escalateOverdue(dispatchId: string, nowMs: number): Promise<ClockReport> {
    return withPulse((beat) => escalate(deps, { dispatch: dispatchId }, new Date(nowMs), beat))
  }
}
