// An activity that fails for a fault of ours is tried again at growing waits, whatever its waits for rows were before.

import { ApplicationFailure, CancelledFailure } from '@temporalio/activity'

const FIRST_MS = 1_000
const LONGEST_MS = 60_000
/** Works whose faults are counted; beyond them all begin anew. */
const COUNTED = 5_000

/**
 * Does the work of a key. The fault that it throws is told to Temporal with a wait that doubles with each fault in a row
 * in this process, up to a minute. What the work throws for Temporal itself passes as it is.
 */
export type GrowingWaits = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

export function growingWaits(): GrowingWaits {
  const faults = new Map<string, number>()
  return async (key, work) => {
    try {
      const result = await work()
      faults.delete(key)
      return result
    } catch (error) {
      if (error instanceof CancelledFailure) throw error
      if (error instanceof ApplicationFailure) {
        faults.delete(key)
        throw error
      }
      if (faults.size >= COUNTED) faults.clear()
      const before = faults.get(key) ?? 0
      faults.set(key, before + 1)
      throw ApplicationFailure.fromError(error, {
        ...(error instanceof Error ? { cause: error } : {}),
        nextRetryDelay: Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(before, 10)),
      })
    }
  }
}
