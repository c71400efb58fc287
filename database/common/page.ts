// Pages by cursor: ids sort by time, so a page is "below this id"; nothing is counted or skipped.

import { mongo } from 'mongoose'

export interface PageRequest {
  limit: number
  /** Id below which the page begins; absent for the first page. */
  below?: string
}

/** A page of what is listed by rising ids. */
export interface RisingPage {
  limit: number
  /** Id above which the page begins; absent for the first page. */
  above?: string
}

export interface Page<Item> {
  items: Item[]
  /** Id for the next page, or null at the end. */
  next: string | null
}

type Find<Row> = (filter: Record<string, unknown>, options: mongo.FindOptions) => AsyncIterable<Row>

/** Bytes of rows on a page, as they are kept; only a row that is larger by itself makes a larger page. */
const PAGE_BYTES = 1_000_000

/**
 * As many of the rows as a page holds: `limit` of them, or fewer where they are large. Not many more are read. `more` says
 * whether there are others behind them.
 */
export async function fillPage<Row extends object>(
  rows: AsyncIterable<Row>,
  limit: number,
): Promise<{ items: Row[]; more: boolean }> {
  const items: Row[] = []
  let bytes = 0
  for await (const row of rows) {
    bytes += mongo.BSON.calculateObjectSize(row)
    if (items.length === limit || (items.length > 0 && bytes > PAGE_BYTES)) return { items, more: true }
    items.push(row)
  }
  return { items, more: false }
}

/** A page of these rows, of which one more than `limit` was asked for; `next` is the id of its last one. */
export async function pageIn<Row extends { _id: string }, Item>(
  rows: AsyncIterable<Row>,
  limit: number,
  itemOf: (row: Row) => Item,
): Promise<Page<Item>> {
  const { items, more } = await fillPage(rows, limit)
  return { items: items.map(itemOf), next: more ? items[items.length - 1]!._id : null }
}

/** A page of a collection whose ids are ULIDs, newest first. */
export async function pageOf<Row extends { _id: string }>(
  find: Find<Row>,
  filter: Record<string, unknown>,
  page: PageRequest,
): Promise<Page<Row>> {
  const below = page.below === undefined ? {} : { _id: { $lt: page.below } }
  const cursor = find({ ...filter, ...below }, { sort: { _id: -1 }, limit: page.limit + 1 })
  return pageIn(cursor, page.limit, (row) => row)
}

/** A page of a collection by rising ids. */
export async function pageAbove<Row extends { _id: string }, Item>(
  find: Find<Row>,
  filter: Record<string, unknown>,
  page: RisingPage,
  itemOf: (row: Row) => Item,
): Promise<Page<Item>> {
  const above = page.above === undefined ? {} : { _id: { $gt: page.above } }
  const cursor = find({ ...filter, ...above }, { sort: { _id: 1 }, limit: page.limit + 1 })
  return pageIn(cursor, page.limit, itemOf)
}
