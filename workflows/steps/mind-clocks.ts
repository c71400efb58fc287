// Minding the clocks of a case: it waits for signals or the earliest due instant, and moves on what is overdue.

import { patched, workflowInfo } from '@temporalio/workflow'
import { until } from './until'

/** Something is owed and no instant is known: the rows are read again after this time. */
const LOOK_AGAIN_MS = 24 * 3_600_000

/** The clocks of one run, as it sees them at the moment of the call. */
export interface Clocks {
  /** Nothing is left to wait for. */
  isOver(): boolean
  /** The earliest due instant in ms, or null where none is known. */
  next(): number | null
  /** Something that goes on beside the clocks will report to the run. */
  isBusy(): boolean
  /** Moves on what is overdue at the instant, and learns the next one. */
  moveOn(now: number): Promise<void>
  /** Continues the run as a new one, whose history is empty, with all that goes on; returns only where all is over. */
  beginAnew(): Promise<void>
}

/** Returns when nothing is left to wait for. */
export async function mindClocks(clocks: Clocks): Promise<void> {
  while (!clocks.isOver()) {
    const changed = await changedBeforeDue(clocks)
    if (!changed) await clocks.moveOn(Date.now())
    if (clocks.isOver()) return
    if (isFull() || (!changed && workflowInfo().continueAsNewSuggested && !clocks.isBusy()))
      await clocks.beginAnew()
  }
}

/**
 * The history has become long. Words that change nothing fill it, too, and work beside the clocks may go on for ever, so
 * neither is waited for; runs from before this rule begin anew only after a clock, and while nothing goes on.
 */
function isFull(): boolean {
  return workflowInfo().continueAsNewSuggested && patched('begin-anew-when-full')
}

/** True when what the run waits for has changed, false when the instant came first. */
async function changedBeforeDue({ isOver, next, isBusy }: Clocks): Promise<boolean> {
  const dueAt = next() ?? (isBusy() ? null : Date.now() + LOOK_AGAIN_MS)
  const changed = (): boolean =>
    isOver() || isFull() || (dueAt === null ? next() !== null || !isBusy() : (next() ?? dueAt) < dueAt)
  return until(changed, dueAt)
}
