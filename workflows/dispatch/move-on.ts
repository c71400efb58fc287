// What is overdue of a letter moves one step on.

import { near } from '../steps/activities'
import type { Progress } from './progress'

/** A clock that is due and could not be moved is tried again after this time, so that it does not spin. */
const STUCK_CLOCK_MS = 10_000

/** Moves on every tapal that is overdue by the run's own clock, and learns the next due instant. */
export async function moveOnOverdue(dispatchId: string, progress: Progress, now: number): Promise<void> {
  const { state } = progress
  // Emptied first: a sooner instant that a signal brings meanwhile is kept.
  state.next = null
  const { owing, next, moved } = await near.escalateOverdue(dispatchId, now)
  if (moved > 0) state.escalations += 1
  const isStuck = moved === 0 && next !== null && next <= now
  progress.learn({ owing, next: isStuck ? now + STUCK_CLOCK_MS : next })
}
