// Windows over rows by an instant, so that rows at the head that stay as they are hide none behind them.

import type { Rows } from './collection'

/** Where a window ended: the instant of its last row, and the rows of that instant that were read. */
export interface Position {
  at: Date
  seen: readonly string[]
}

export interface WindowStart {
  limit: number
  /** `next` of the window before; null for the first. */
  after: Position | null
}

export interface Window<Item> {
  items: Item[]
  /** Where the next window begins; null at the end. */
  next: Position | null
}

type Keyed<Row, Field extends string> = { _id: string } & Pick<Row, Field & keyof Row>

/**
 * Rows whose `field` lies before the instant, the earliest first, by an index that begins with it. Many rows of one
 * instant take several windows. Only the id, the field and what `also` names are read.
 */
export async function windowOf<Row extends { _id: string }, Field extends string = never>(
  rows: Rows<Row>,
  filter: Record<string, unknown>,
  { field, before, also }: { field: string; before: Date; also?: readonly Field[] },
  { limit, after }: WindowStart,
): Promise<Window<Keyed<Row, Field>>> {
  const from = after === null ? {} : { $gte: after.at }
  const unseen = after === null || after.seen.length === 0 ? {} : { _id: { $nin: [...after.seen] } }
  const projection = Object.fromEntries(['_id', field, ...(also ?? [])].map((name) => [name, 1]))
  const windowRows = await rows
    .find({ ...filter, [field]: { ...from, $lte: before }, ...unseen } as never, {
      sort: { [field]: 1 },
      limit,
      batchSize: limit,
      projection,
    })
    .toArray()
  return {
    items: windowRows as unknown as Keyed<Row, Field>[],
    next: windowRows.length < limit ? null : positionAfter(windowRows, field, after),
  }
}

function positionAfter(windowRows: readonly object[], field: string, before: Position | null): Position {
  const instants = windowRows.map((row) => instantIn(row, field))
  const at = instants[instants.length - 1]!
  const atThatInstant = windowRows
    .filter((_row, i) => instants[i]!.getTime() === at.getTime())
    .map((row) => (row as { _id: string })._id)
  const still = before !== null && before.at.getTime() === at.getTime() ? before.seen : []
  return { at, seen: [...still, ...atThatInstant] }
}

/** The instant under a path such as `recall.at`. */
function instantIn(row: object, path: string): Date {
  return path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], row) as Date
}
