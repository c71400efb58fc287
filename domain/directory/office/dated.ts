// Facts with their dates: what a row said before lies in the row, in pieces one after the other.

import { type Span, spanHolds } from './office'

/** A row with its facts as they are now, since when they are so (null since ever), and what they were before. */
export type Dated<Facts> = Facts & { factsFrom: Date | null; earlier: readonly (Partial<Facts> & Span)[] }

/** What was said from the instant on, the first said first: the piece that held then, those after it, and the row. */
export function saidSince<Facts>(row: Dated<Facts>, at: Date): readonly Partial<Facts>[] {
  const first = row.earlier.findIndex((piece) => spanHolds(piece, at))
  return first === -1 ? [row] : [...row.earlier.slice(first), row]
}

/**
 * The row `after` a change at the instant, with what it said before among the earlier pieces. Where none of the named
 * facts differs it is returned as it is. A second change in the same instant corrects the first.
 */
export function withPast<Facts, Row extends Dated<Facts> & Facts>(
  names: readonly (keyof Facts)[],
  before: Row,
  after: Row,
  at: Date,
): Row {
  if (names.every((name) => same(before[name], after[name]))) return after
  const { factsFrom, earlier } = before
  if (factsFrom !== null && factsFrom >= at) return after
  const said = Object.fromEntries(names.map((name) => [name, before[name]]))
  return { ...after, factsFrom: at, earlier: [...earlier, { ...said, from: factsFrom, until: at }] }
}

/** The thing with the fields; the thing itself where each of them is as before. */
export function changedBy<Thing extends object>(thing: Thing, fields: Partial<Thing>): Thing {
  const names = Object.keys(fields) as (keyof Thing)[]
  return names.every((name) => same(thing[name], fields[name])) ? thing : { ...thing, ...fields }
}

/** Whether two values of fields are the same, dates and lists by what they hold. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
