// Much work of one letter lets the little work of others go first, in this process.

export interface Pace {
  /** Does work for which somebody waits: a letter to a few. */
  little<T>(work: () => Promise<T>): Promise<T>
  /** Does a batch of work that is much: one at a time, and, for some moments at most, after the little work under way. */
  much<T>(work: () => Promise<T>): Promise<T>
  /**
   * How many rows of the next batch, of at most so many: `few` while there is little work, which waits no longer than for
   * one.
   */
  rows(most: number, few?: number): number
}

/** Rows of a batch from which on it is much. */
export const MUCH = 50

/** However much little work there is, a batch of the other waits no longer. */
const PATIENCE_MS = 300
/** Between two steps of one letter lies the way to Temporal and back; a batch that began there would meet the second. */
const BETWEEN_STEPS_MS = 30
/** Little work is expected again for so long after the last. */
const LATELY_MS = 3_000

/** The pace of one process; nothing is kept elsewhere. */
export function createPace(): Pace {
  let underWay = 0
  let lastLittleAt = -LATELY_MS
  let lastBatch: Promise<unknown> = Promise.resolve()
  let whenDone: (() => void)[] = []

  /** Resolves when all little work is done, or after the time. */
  const done = (patienceMs: number): Promise<void> =>
    new Promise((resolve) => {
      const patience = setTimeout(resolve, patienceMs)
      whenDone.push(() => {
        clearTimeout(patience)
        resolve()
      })
    })

  async function quiet(): Promise<void> {
    const until = performance.now() + PATIENCE_MS
    for (;;) {
      const now = performance.now()
      const restMs = lastLittleAt + BETWEEN_STEPS_MS - now
      if (now >= until || (underWay === 0 && restMs <= 0)) return
      if (underWay > 0) await done(until - now)
      else await new Promise((resolve) => setTimeout(resolve, Math.min(restMs, until - now)))
    }
  }

  return {
    async little(work) {
      underWay += 1
      lastLittleAt = performance.now()
      try {
        return await work()
      } finally {
        underWay -= 1
        lastLittleAt = performance.now()
        if (underWay === 0) {
          for (const resolve of whenDone) resolve()
          whenDone = []
        }
      }
    },
    much(work) {
      const batch = lastBatch.then(quiet).then(work)
      lastBatch = batch.catch(() => undefined)
      return batch
    },
    rows: (most, few = MUCH) => (performance.now() - lastLittleAt < LATELY_MS ? Math.min(most, few) : most),
  }
}
