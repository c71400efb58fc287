// How much a row may hold of what it has been: rows keep their earlier texts in themselves, and none may grow for ever.

import { mongo } from 'mongoose'
import { KcsError } from '../../domain/common/error'

/** Entries of one list of a row, at most. */
export const MOST_PIECES = 1_000
/** Bytes of one row that has grown: a quarter of what the server takes, so that every later write of it still fits. */
export const MOST_BYTES = 4 * 1024 * 1024

/**
 * Throws KcsError `history-full` where a list of the row, or the row itself, has grown beyond its bound by this change. What
 * was larger before stays as it is, and may become smaller.
 */
export function requireRoom(thing: string, before: { _id: string }, after: { _id: string }): void {
  const was = new Map<string, unknown>(Object.entries(before))
  const isLong = Object.entries(after).some(
    ([name, list]) =>
      Array.isArray(list) && list.length > MOST_PIECES && list.length > lengthOf(was.get(name)),
  )
  if (isLong || isLarge(before, after))
    throw new KcsError('history-full', {
      detail: `${thing} ${after._id} holds as much of what it was as it may.`,
    })
}

function isLarge(before: object, after: object): boolean {
  const size = mongo.BSON.calculateObjectSize(after)
  return size > MOST_BYTES && size > mongo.BSON.calculateObjectSize(before)
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0
}
