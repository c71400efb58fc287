// A clock of a tapal is paused, resumed or extended, as the change of its row.

import type { ClockChange } from '../../common/clock/changes'
import type { ClockKind } from '../../common/clock/kinds'
import { KcsError } from '../../common/error'
import type { Act } from './acts'
import type { TapalChange } from './change'
import type { ClockOwner } from './clock-table'
import { counted, owedWith } from './clocks'
import type { Cause } from './event'
import type { Tapal } from './tapal'

/** So often a clock may be paused, resumed and extended in all: the row keeps each. */
export const MAX_CLOCK_CHANGES = 40

const CAUSES: Readonly<Record<ClockChange['what'], Cause>> = {
  pause: 'clock-paused',
  resume: 'clock-resumed',
  extend: 'clock-extended',
}

/**
 * The reason stands with the clock as long as it runs, and in the trace. The change holds for the row as it was read. Throws
 * KcsError `clock-not-running` where no such clock runs, `clock-changed-too-often`, and as runClock: `clock-not-pausable`,
 * `clock-paused-already`, `clock-not-paused`, `clock-term-invalid`, `clock-change-too-early`, `clock-out-of-reach`.
 */
export function clockChange(
  tapal: Pick<Tapal, 'clocks'> & ClockOwner,
  kind: ClockKind,
  change: ClockChange,
  act: Act,
): TapalChange {
  const clock = tapal.clocks.find((one) => one.kind === kind)
  if (!clock) throw new KcsError('clock-not-running')
  const { changes = [] } = clock
  if (changes.length >= MAX_CLOCK_CHANGES) throw new KcsError('clock-changed-too-often')
  const changed = counted({ ...clock, changes: [...changes, change] }, tapal, act.at)
  const due = changed.dueAt ? { dueAt: changed.dueAt } : {}
  const { what, reason } = change
  return {
    event: { kind: 'notice', cause: CAUSES[what], ...act, reason, ...due, clock: kind },
    set: owedWith(tapal, changed),
  }
}
