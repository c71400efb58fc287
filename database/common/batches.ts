// Rows in pieces, so that memory stays bounded however many there are.

/** Rows that are read, written and judged at once. */
export const BATCH = 500

/** The items, BATCH at a time; more where some that belong together would be parted. */
export async function* batchesOf<Item>(
  items: AsyncIterable<Item>,
  together: (one: Item, next: Item) => boolean = () => false,
): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    if (batch.length >= BATCH && !together(batch.at(-1)!, item)) {
      yield batch
      batch = []
    }
    batch.push(item)
  }
  if (batch.length > 0) yield batch
}
