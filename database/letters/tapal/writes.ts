// Changes of tapals: many in one round trip, each conditional and safe to repeat.

import type { mongo } from 'mongoose'
import type { Rows } from '../../common/collection'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { clocksOf } from '../../../domain/letters/tapal/clocks'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { faultsByRow, isRowFault } from '../../common/errors'
import { withId } from '../../common/collection'
import { allowedStates, changePipeline, type Filter } from './change'
import { filterOf, type TapalCondition } from './conditions'
import { tapalCollection, type TapalRow } from './schema'

/** A change meant for one tapal. */
export interface OwnChange {
  id: string
  change: TapalChange
  /** Further conditions, so that a repeated run changes nothing. */
  where?: TapalCondition
}

/** Changes of rows, to those alone whose state allows it. */
export function tapalWrites(collection: Rows<TapalRow>) {
  const filterFor = (base: Record<string, unknown>, change: TapalChange): Filter => {
    const states = allowedStates(change)
    const once = change.event.key === undefined ? {} : { 'events.key': { $ne: change.event.key } }
    return { ...(states ? { state: { $in: states } } : {}), ...once, ...base } as Filter
  }

  return {
    /** Applies one change to many tapals, to those whose state allows it; returns how many changed. */
    async applyToAll(
      ids: readonly string[],
      change: TapalChange,
      condition: TapalCondition = {},
    ): Promise<number> {
      if (ids.length === 0) return 0
      const filter = filterFor({ _id: { $in: ids }, ...filterOf(condition) }, change)
      const result = await collection.updateMany(filter, changePipeline(change))
      return result.modifiedCount
    },

    /** Applies to each tapal its own change, in one round trip; returns how many changed. A row's fault is that row's. */
    async applyEach(changes: readonly OwnChange[], condition: TapalCondition = {}): Promise<number> {
      if (changes.length === 0) return 0
      const operations = changes.map(({ id, change, where }) => ({
        updateOne: {
          filter: filterFor({ _id: id, ...filterOf({ ...condition, ...where }) }, change),
          update: changePipeline(change),
        },
      }))
      const [only, ...more] = operations
      if (!only || more.length > 0) return writeEach(collection, operations)
      const { filter, update } = only.updateOne
      try {
        return (await collection.updateOne(filter, update)).modifiedCount
      } catch (error) {
        if (isRowFault(error)) return 0
        throw error
      }
    },

    /** Applies a change to one tapal and returns it as it is afterwards, or null if its state did not allow the change. */
    async apply(
      id: string,
      change: TapalChange,
      options: { where?: TapalCondition; overrides?: Record<string, unknown> } = {},
    ): Promise<Tapal | null> {
      const row = await collection.findOneAndUpdate(
        filterFor({ _id: id, ...filterOf(options.where ?? {}) }, change),
        changePipeline(change, options.overrides),
        { returnDocument: 'after' },
      )
      return row ? asTapal(row) : null
    },
  }
}

/** Makes unordered updates of single rows and returns how many changed; a row that cannot be written keeps none back. */
export async function writeEach(
  collection: Rows<TapalRow>,
  operations: mongo.AnyBulkWriteOperation<TapalRow>[],
): Promise<number> {
  try {
    return (await collection.bulkWrite(operations, { ordered: false })).modifiedCount
  } catch (error) {
    const faults = faultsByRow(error, operations.length)
    if (!faults.every((fault) => fault === null || isRowFault(fault))) throw error
    return (error as mongo.MongoBulkWriteError).modifiedCount
  }
}

/** The row as the rest of the house knows it. */
export function asTapal(row: TapalRow): Tapal {
  const { followed: _f, followedTo: _t, rank: _r, trouble: _w, ...tapal } = tapalCollection.withDefaults(row)
  return withId({ ...tapal, clocks: clocksOf(tapal) })
}
