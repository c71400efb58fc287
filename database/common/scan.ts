// Going through a whole collection by its ids, page by page, so that memory stays bounded however large it is.

import type { Rows } from './collection'

/** Pages of rows by rising id; rows that come meanwhile above the last page are read, too. */
export async function* pagesOf<Row extends { _id: string }>(
  rows: Rows<Row>,
  limit: number,
  projection: Record<string, 0 | 1> = {},
): AsyncGenerator<Row[]> {
  for (let above = ''; ; ) {
    const page = (await rows
      .find({ _id: { $gt: above } } as never, { sort: { _id: 1 }, limit, batchSize: limit, projection })
      .toArray()) as unknown as Row[]
    if (page.length > 0) yield page
    if (page.length < limit) return
    above = page[page.length - 1]!._id
  }
}
