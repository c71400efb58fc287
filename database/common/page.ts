// Pages by cursor: ids sort by time, so a page is "below this id"; nothing is counted or skipped.

import type { mongo } from 'mongoose'

export interface PageRequest {
  limit: number
  /** Id below which the page begins; absent for the first page. */
  below?: string
}

export interface Page<Item> {
  items: Item[]
  /** Id for the next page, or null at the end. */
  next: string | null
}

type Find<Row> = (
  filter: Record<string, unknown>,
  options: mongo.FindOptions,
) => { toArray(): Promise<Row[]> }

/** A page of a collection whose ids are ULIDs, newest first. */
export async function pageOf<Row extends { _id: string }>(
  find: Find<Row>,
  filter: Record<string, unknown>,
  page: PageRequest,
): Promise<Page<Row>> {
  const below = page.below === undefined ? {} : { _id: { $lt: page.below } }
  const rows = await find({ ...filter, ...below }, { sort: { _id: -1 }, limit: page.limit + 1 }).toArray()
  return pageIn(rows, page.limit, (row) => row)
}

/** The page of rows of which one more than its length was asked for. */
export function pageIn<Row extends { _id: string }, Item>(
  rows: readonly Row[],
  limit: number,
  itemOf: (row: Row) => Item,
): Page<Item> {
  const here = rows.slice(0, limit)
  return { items: here.map(itemOf), next: rows.length > limit ? here[here.length - 1]!._id : null }
}
