// Working through subjects, of which none keeps the others waiting.

import { isKcsError } from '../../../domain/common/error'

/** Subjects read at a time. */
export const BATCH = 200

/** Does the work for each subject and returns for how many it was done. Throws where Temporal is not reachable. */
export async function forEach(
  subjects: readonly string[],
  work: (subject: string) => Promise<unknown>,
): Promise<number> {
  let done = 0
  for (const subject of subjects) {
    try {
      await work(subject)
      done += 1
    } catch (error) {
      if (isKcsError(error) && error.code === 'service-unavailable') throw error
    }
  }
  return done
}
