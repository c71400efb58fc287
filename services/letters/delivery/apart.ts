// A batch of which one thing is bad: the others are parted from it, so that only the bad one has the fault.

/** A fault that took so long is no single thing's: a server is away, and halves would only wait for it again. */
const QUICK_MS = 2_000
/** Faults looked into; then all that is left has the fault. */
const FAULTS_AT_MOST = 40

/**
 * Does the work for all of them; where it throws, for one half after the other, down to the single one that has the fault:
 * `alone` is called for it. Work on some may be done again on fewer of them. Throws what `alone` throws.
 */
export async function apart<Thing>(
  things: readonly Thing[],
  work: (some: readonly Thing[]) => Promise<void>,
  alone: (some: readonly Thing[], fault: unknown) => Promise<void> | void,
): Promise<void> {
  let faults = 0
  const part = async (some: readonly Thing[]): Promise<void> => {
    const startedAt = performance.now()
    try {
      return await work(some)
    } catch (fault) {
      faults += 1
      const isSlow = performance.now() - startedAt > QUICK_MS
      if (some.length === 1 || isSlow || faults > FAULTS_AT_MOST) return alone(some, fault)
    }
    const half = some.length >> 1
    await part(some.slice(0, half))
    await part(some.slice(half))
  }
  if (things.length > 0) await part(things)
}
