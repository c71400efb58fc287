// How the tries of activities ended, told to who counts them.

import type { ActivityInterceptorsFactory } from '@temporalio/worker'

export const ATTEMPT_ENDS = ['done', 'waiting', 'cancelled', 'failed'] as const
export type AttemptEnd = (typeof ATTEMPT_ENDS)[number]

/** `waiting` is a lane that is not through and is tried again; this is no fault. */
export type NoteAttempt = (end: AttemptEnd) => void

/** An interceptor that tells how each try of an activity ended. */
export function noteAttempts(note: NoteAttempt): ActivityInterceptorsFactory {
  return () => ({
    inbound: {
      async execute(input, next) {
        try {
          const result: unknown = await next(input)
          note('done')
          return result
        } catch (error) {
          note(endOf(error))
          throw error
        }
      },
    },
  })
}

function endOf(error: unknown): AttemptEnd {
  const { name, type } = error as { name?: string; type?: string }
  if (type === 'Waiting') return 'waiting'
  return name === 'CancelledFailure' || name === 'CompleteAsyncError' ? 'cancelled' : 'failed'
}
