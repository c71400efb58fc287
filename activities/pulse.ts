// The heartbeat of an activity: tells Temporal that it lives, and the activity when it is to stop.

import { CancelledFailure, Context } from '@temporalio/activity'

const EVERY_MS = 4_000

/** Beats by itself every four seconds until `stop`; `beat` throws when the activity was cancelled. */
export function pulse(): { beat(): void; stop(): void } {
  const context = Context.current()
  // The first beat is due in four seconds: most letters are delivered before, and a beat is a write in Temporal.
  const timer = setInterval(() => context.heartbeat(), EVERY_MS)
  timer.unref()
  return {
    beat() {
      if (context.cancellationSignal.aborted) throw new CancelledFailure('stopped by its workflow')
    },
    stop: () => clearInterval(timer),
  }
}
