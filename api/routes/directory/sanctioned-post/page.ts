// Posts of an office are read as a whole, for what is said of their sum; a response holds a page of them.

import { cursorOf } from '../../../http/fields'

/** Items on a page; nearly every office has fewer. */
const ITEMS = 500

/** The first items that are behind the page before, all where there was none, and the cursor of the next page. */
export function pageBehind<Item>(
  all: readonly Item[],
  isBehind: ((item: Item) => boolean) | null,
  placeOf: (item: Item) => string,
): { items: Item[]; next: string | null } {
  const rest = isBehind ? all.filter(isBehind) : all
  const items = rest.slice(0, ITEMS)
  const last = rest.length > ITEMS ? items.at(-1) : undefined
  return { items, next: cursorOf(last === undefined ? null : placeOf(last)) }
}
