// Items some at a time.

/** The items in their order, `size` at a time; a function is asked for each slice. */
export function* slicesOf<Item>(
  items: readonly Item[],
  size: number | (() => number),
): Generator<Item[], void> {
  for (let from = 0; from < items.length; ) {
    const until = from + (typeof size === 'number' ? size : size())
    yield items.slice(from, until)
    from = until
  }
}
