// What is left to the next round because the other side is away: Temporal or the database is not reachable now.

import { isKcsError } from '../../../domain/common/error'

/** Whether the other side of a call is away, so that nothing can be done for anybody else either. */
export function isAway(error: unknown): boolean {
  return isKcsError(error) && error.code === 'service-unavailable'
}

/** Does the work, which a duty does again; that the other side is away is no fault then. Throws every other fault. */
export async function unlessAway(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!isAway(error)) throw error
  }
}
