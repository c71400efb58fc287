// Runs a job per item with a limit on how many are open at once.

/** Returns the results in the order of the items; the first job that throws ends it, after the open ones are done. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  job: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const lane = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      results[index] = await job(items[index]!)
    }
  }
  const lanes = Array.from({ length: Math.min(Math.max(1, limit), items.length) }, lane)
  const laneEnds = await Promise.allSettled(lanes)
  for (const end of laneEnds) if (end.status === 'rejected') throw end.reason
  return results
}
