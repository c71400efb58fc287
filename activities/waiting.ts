// The failure by which an activity asks to be run again later: repeats cost no events of the history.

import { ApplicationFailure } from '@temporalio/activity'

/** Shortest wait until the next try, so that clocks that differ a little do not spin. */
const SHORTEST_WAIT_MS = 50

/** Throw it: Temporal repeats the activity after this time. */
export function waiting(message: string, ms: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: 'Waiting',
    message,
    nextRetryDelay: Math.max(SHORTEST_WAIT_MS, ms),
    category: 'BENIGN',
  })
}
