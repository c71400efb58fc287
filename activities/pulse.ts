// The heartbeat of an activity: tells Temporal that it lives, and the activity when it is to stop.

import { CancelledFailure, Context } from '@temporalio/activity'

const EVERY_MS = 4_000

/** Does the work with a heartbeat every four seconds; `beat` throws when the activity was cancelled. */
export async function withPulse<Result>(work: (beat: () => void) => Promise<Result>): Promise<Result> {
  const context = Context.current()
  // The first beat is due in four seconds: most letters are delivered before, and a beat is a write in Temporal.
  const timer = setInterval(() => context.heartbeat(), EVERY_MS)
  timer.unref()
  try {
    return await work(() => {
      if (context.cancellationSignal.aborted) throw new CancelledFailure('stopped by its workflow')
    })
  } finally {
    clearInterval(timer)
  }
}
