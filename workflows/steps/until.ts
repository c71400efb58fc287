// Waiting for a condition, or for an instant.

import { condition } from '@temporalio/workflow'

/** True when the condition came to hold, false when the instant (ms) came first; null waits without end. */
export async function until(holds: () => boolean, at: number | null): Promise<boolean> {
  // What holds already needs no timer.
  if (holds()) return true
  if (at === null) {
    await condition(holds)
    return true
  }
  const summary = 'next due instant'
  return condition(holds, Math.max(1, at - Date.now()), { summary })
}
