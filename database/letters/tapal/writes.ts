// Writing tapals: in bulk, each write conditional and safe to repeat.

import type { mongo } from 'mongoose'
import type { Rows } from '../../common/collection'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { type Tapal, urgencyRank } from '../../../domain/letters/tapal/tapal'
import { inBatches } from '../../common/coalesce'
import { faultsByRow, isOnlyDuplicateKeys, isRowFault } from '../../common/errors'
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

/** A recipient that is reached again, and what is said of it there. */
export type Joined = Pick<Tapal, 'office' | 'purpose' | 'addressedTo' | 'why'> & { seat: string | null }

/** Rows of so many letters at most share one insert; a circular's rows go alone. */
const LETTERS_AT_ONCE = 40
const ALONE = 50

export function tapalWrites(collection: Rows<TapalRow>) {
  const filterFor = (base: Record<string, unknown>, change: TapalChange): Filter => {
    const states = allowedStates(change)
    const once = change.event.key === undefined ? {} : { 'events.key': { $ne: change.event.key } }
    return { ...(states ? { state: { $in: states } } : {}), ...once, ...base } as Filter
  }

  const insert = async (tapals: readonly Tapal[]): Promise<boolean> => {
    const rows = tapals.map(({ id, ...rest }) => ({
      _id: id,
      ...rest,
      rank: urgencyRank(rest.urgency),
      trouble: rest.state === 'failed' ? (rest.events.at(-1)?.code ?? 'failed') : '',
      followedTo: 0,
      followed: false,
    }))
    try {
      await collection.insertMany(rows, { ordered: false })
      return true
    } catch (error) {
      if (!isOnlyDuplicateKeys(error)) throw error
      return false
    }
  }
  const insertTogether = inBatches(async (letters: readonly (readonly Tapal[])[]): Promise<boolean[]> => {
    const wereNew = await insert(letters.flat())
    return letters.map(() => wereNew)
  }, LETTERS_AT_ONCE)

  return {
    /**
     * Inserts the rows of a dispatch; rows that are there already stay as they are. Returns whether none was there: false
     * also where one of another letter was, whose rows went in by the same call.
     */
    async insert(tapals: readonly Tapal[]): Promise<boolean> {
      return tapals.length === 0 || (tapals.length > ALONE ? insert(tapals) : insertTogether(tapals))
    },

    /**
     * Adds to rows that were just written what is said of the same recipient further down the list. Safe to repeat;
     * rows that have gone on meanwhile stay as they are.
     */
    async join(dispatch: string, again: readonly Joined[]): Promise<void> {
      if (again.length === 0) return
      const withNew = (field: string, values: readonly unknown[]) => ({
        $concatArrays: [
          `$${field}`,
          { $filter: { input: { $literal: values }, cond: { $not: [{ $in: ['$$this', `$${field}`] }] } } },
        ],
      })
      await collection.bulkWrite(
        again.map(({ office, seat, purpose, addressedTo, why }) => ({
          updateOne: {
            filter: {
              dispatch,
              office,
              seat: seat ?? '',
              hop: 0,
              attempts: 0,
              state: { $in: ['routed', 'failed'] },
            },
            update: [
              {
                $set: {
                  addressedTo: withNew('addressedTo', addressedTo),
                  why: withNew('why', why),
                  ...(purpose === 'action' ? { purpose } : {}),
                },
              },
            ],
          },
        })),
        { ordered: false },
      )
    },

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

    /** Applies a change to one tapal and answers it as it is then, or null if its state did not allow it. */
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
  return withId(tapal)
}
