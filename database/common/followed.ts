// Rows that tell what the audit log does not have yet: `followed` is false in them, and an index holds those alone.

import type { mongo } from 'mongoose'
import type { Rows } from './collection'
import { idsOfParts, type Parts } from './parts'

export interface Unfollowed {
  limit: number
  parts: Parts
  /** Ids that are left out. */
  except: readonly string[]
}

/** What such a row has. */
interface FollowedRow {
  _id: string
  sequence: number
  followedTo: number
  followed: boolean
}

/** The index of what is not followed. */
export const FOLLOWED_INDEX = { followed: 1, _id: 1 } as const

/** Rows of these parts that are not followed. */
export function isUnfollowed({ parts, except }: Omit<Unfollowed, 'limit'>): Record<string, unknown> {
  const ids = idsOfParts(parts)
  const which = [
    ...(ids === null ? [] : [{ _id: ids }]),
    ...(except.length === 0 ? [] : [{ _id: { $nin: [...except] } }]),
  ]
  return { followed: false, ...(which.length === 0 ? {} : { $and: which }) }
}

/** What of a collection of such rows is not followed: marking and counting it, alike for all of them. */
export function following<Row extends FollowedRow>(collection: Rows<Row>) {
  // What is said of the shared fields holds for each collection that has them.
  const rows = collection as unknown as Rows<FollowedRow>
  return {
    /** Marks rows as followed up to the sequence that was read; a row changed since stays unfollowed. */
    async markFollowed(read: readonly { id: string; sequence: number }[]): Promise<void> {
      if (read.length === 0) return
      const operations = read.map(({ id, sequence }): mongo.AnyBulkWriteOperation<FollowedRow> => {
        const update = { $set: { followedTo: sequence, followed: true } }
        return { updateOne: { filter: { _id: id, sequence }, update } }
      })
      await rows.bulkWrite(operations, { ordered: false })
    },

    /** Lets the follower enter all of these rows again; what is entered stays. */
    async followAgain(ids: readonly string[]): Promise<void> {
      await rows.updateMany({ _id: { $in: [...ids] } }, { $set: { followed: false, followedTo: 0 } })
    },

    /** Rows with something that is not followed yet, counted up to `limit`. Reads the index alone. */
    unfollowedCount: (limit: number): Promise<number> =>
      rows.countDocuments({ followed: false }, { limit, hint: FOLLOWED_INDEX }),
  }
}
