// New rows of tapals: in bulk, each safe to repeat.

import type { Rows } from '../../common/collection'
import { type Tapal, urgencyRank } from '../../../domain/letters/tapal/tapal'
import { inBatches } from '../../common/coalesce'
import { isOnlyDuplicateKeys } from '../../common/errors'
import type { TapalRow } from './schema'

/** A recipient that is reached again, and what is said of it there. */
export type Joined = Pick<Tapal, 'office' | 'purpose' | 'addressedTo' | 'why'> & { seat: string | null }

/** Rows of so many letters at most share one insert; a circular's rows go alone. */
const LETTERS_AT_ONCE = 40
const ALONE = 50

/** The rows of a dispatch as it is resolved. */
export function tapalInserts(collection: Rows<TapalRow>) {
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
  }
}
