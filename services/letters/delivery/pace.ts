// Much work of one letter lets the little work of others go first, in this process.

export interface Pace {
  /** Does work for which somebody waits: a letter to a few. */
  little<T>(work: () => Promise<T>): Promise<T>
  /** Does a batch of work that is much: one at a time, and, for some moments at most, after the little work under way. */
  much<T>(work: () => Promise<T>): Promise<T>
}

/** Rows of a batch from which on it is much. */
export const MUCH = 50

/** However much little work there is, a batch of the other waits no longer. */
const PATIENCE_MS = 300
/** While there was little work lately, the machine is left to it for twice the time of each batch. */
const LATELY_MS = 3_000
const RESTS = 2
const LONGEST_REST_MS = 1_000

function rest(batchMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.min(LONGEST_REST_MS, RESTS * batchMs))
  })
}

/** The pace of one process; nothing is kept elsewhere. */
export function createPace(): Pace {
  let underWay = 0
  let lastLittleAt = -LATELY_MS
  let lastBatch: Promise<unknown> = Promise.resolve()
  let whenQuiet: (() => void)[] = []

  const quiet = (): Promise<void> =>
    underWay === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          const patience = setTimeout(resolve, PATIENCE_MS)
          whenQuiet.push(() => {
            clearTimeout(patience)
            resolve()
          })
        })

  return {
    async little(work) {
      underWay += 1
      lastLittleAt = performance.now()
      try {
        return await work()
      } finally {
        underWay -= 1
        if (underWay === 0) {
          for (const resolve of whenQuiet) resolve()
          whenQuiet = []
        }
      }
    },
    much(work) {
      let startedAt = 0
      const batch = lastBatch.then(quiet).then(() => {
        startedAt = performance.now()
        return work()
      })
      lastBatch = batch
        .catch(() => undefined)
        .then(() =>
          performance.now() - lastLittleAt < LATELY_MS ? rest(performance.now() - startedAt) : undefined,
        )
      return batch
    },
  }
}
