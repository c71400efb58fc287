// Calls that come while another is under way share the next round trip, so that many callers cost few.

/** Longer lists of keys go alone: they would only hold the others up. */
const ALONE = 200

/**
 * Work that is done for many at once: what comes while a batch is under way is the next batch. `work` returns one
 * result per item, in their order; when it throws, all of the batch failed. Where nothing is under way a batch begins
 * once all that came in at the same moment have joined it.
 */
export function inBatches<Item, Result>(
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  largest: number,
): (item: Item) => Promise<Result> {
  const queue: { item: Item; resolve(result: Result): void; reject(error: unknown): void }[] = []
  let working = false

  const next = async (): Promise<void> => {
    if (working || queue.length === 0) return
    working = true
    const calls = queue.splice(0, largest)
    try {
      const results = await work(calls.map(({ item }) => item))
      for (const [index, { resolve }] of calls.entries()) resolve(results[index]!)
    } catch (error) {
      for (const { reject } of calls) reject(error)
    } finally {
      working = false
      void next()
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (queue.length === 1) setImmediate(() => void next())
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
