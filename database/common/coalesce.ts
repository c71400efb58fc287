// Calls that come while another is under way share the next round trip, so that many callers cost few.

import { KcsError } from '../../domain/common/error'
import { isPassing } from './errors'

/** Longer lists of keys go alone: they would only hold the others up. */
const ALONE = 200

export interface BatchLimits {
  /** A batch that takes longer holds up nobody: the next one begins beside it. */
  patienceMs: number
  /** Batches under way at once, all of them slow but the last; some of the connections of the pool stay for others. */
  underWay: number
  /** Calls that wait; more would only come too late for those who asked. */
  waiting: number
}

const LIMITS: BatchLimits = { patienceMs: 200, underWay: 6, waiting: 2_000 }
const COME_BACK_SECONDS = 2

/**
 * Work that is done for many at once: what comes while a batch is under way is the next batch. `work` returns one
 * result per item, in their order, and may be done again for an item. When it throws because the database is away, all of
 * the batch failed; else each item is tried alone, so that one that is bad fails alone. Where nothing is under way a batch
 * begins once all that came in at the same moment have joined it. A call that finds too many waiting fails with
 * `service-unavailable`.
 */
export function inBatches<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  largest: number,
  { patienceMs, underWay: most, waiting: longest }: BatchLimits = LIMITS,
): (item: Item) => Promise<Result> {
  const queue: Call<Item, Result>[] = []
  let underWay = 0
  /** Batches under way that are not known to be slow: one at most. */
  let prompt = 0

  const next = (): void => {
    if (prompt > 0 || underWay >= most || queue.length === 0) return
    const calls = queue.splice(0, largest)
    underWay += 1
    prompt += 1
    let isPrompt = true
    const noLongerPrompt = (): void => {
      if (isPrompt) prompt -= 1
      isPrompt = false
    }
    const patience = setTimeout(() => {
      noLongerPrompt()
      next()
    }, patienceMs)
    void settle(work, calls).finally(() => {
      clearTimeout(patience)
      noLongerPrompt()
      underWay -= 1
      next()
    })
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length >= longest) return reject(overloaded())
      queue.push({ item, resolve, reject })
      if (queue.length === 1) setImmediate(next)
    })
}

interface Call<Item, Result> {
  item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/** Does the work for the calls and tells each what came of it. Never throws. */
async function settle<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  calls: readonly Call<Item, Result>[],
): Promise<void> {
  try {
    const results = await work(calls.map(({ item }) => item))
    for (const [index, { resolve }] of calls.entries()) resolve(results[index]!)
  } catch (error) {
    if (calls.length === 1 || isPassing(error)) for (const { reject } of calls) reject(error)
    else await Promise.all(calls.map((call) => settle(work, [call])))
  }
}

function overloaded(): KcsError {
  return new KcsError('service-unavailable', {
    detail: 'The database does not keep up with what is asked.',
    retryAfterSeconds: COME_BACK_SECONDS,
  })
}

type Read<Row> = (keys: readonly string[]) => Promise<Map<string, Row>>

/**
 * A read by keys that shares its round trip. Each call still sees the rows as they were after it was made; rows are
 * shared between callers and must not be changed by them.
 */
export function coalesced<Row>(read: Read<Row>): Read<Row> {
  const shared = inBatches(async (calls: readonly (readonly string[])[]) => {
    const rows = await read([...new Set(calls.flat())])
    return calls.map((keys) => picked(rows, keys))
  }, ALONE)
  return (keys) => (keys.length > ALONE ? read(keys) : shared(keys))
}

function picked<Row>(rows: ReadonlyMap<string, Row>, keys: readonly string[]): Map<string, Row> {
  const own = new Map<string, Row>()
  for (const key of keys) {
    const row = rows.get(key)
    if (row !== undefined) own.set(key, row)
  }
  return own
}
