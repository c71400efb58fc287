// What the audit log does not have yet of dispatches.

import type { DispatchChange } from '../../../domain/letters/dispatch/change'
import type { Rows } from '../../common/collection'
import { FOLLOWED_INDEX, isUnfollowed, type Unfollowed } from '../../common/followed'
import { dispatchCollection, type DispatchRow } from './schema'

/** A dispatch with its changes that are not followed; `sequence` is the number of the newest. */
export interface UnfollowedDispatch {
  id: string
  sequence: number
  changes: DispatchChange[]
}

const FOLLOWED = { changes: 1, sequence: 1, followedTo: 1 } as const

export function dispatchFollow(collection: Rows<DispatchRow>) {
  return {
    /** Dispatches whose latest changes are not in the audit log, with those changes alone. */
    async unfollowed({ limit, ...which }: Unfollowed): Promise<UnfollowedDispatch[]> {
      const rows = await collection
        .find(isUnfollowed(which), { sort: { _id: 1 }, limit, projection: FOLLOWED, hint: FOLLOWED_INDEX })
        .toArray()
      return rows.map(dispatchCollection.withDefaults).map(({ _id, sequence, changes, followedTo }) => ({
        id: _id,
        sequence,
        changes: changes.filter((change) => change.sequence > followedTo),
      }))
    },

    /** Marks rows as followed up to the sequence that was read; a row changed since stays unfollowed. */
    async markFollowed(read: readonly { id: string; sequence: number }[]): Promise<void> {
      if (read.length === 0) return
      await collection.bulkWrite(
        read.map(({ id, sequence }) => ({
          updateOne: {
            filter: { _id: id, sequence },
            update: { $set: { followedTo: sequence, followed: true } },
          },
        })),
        { ordered: false },
      )
    },

    /** Lets the follower enter all changes of these dispatches again; what is entered stays. */
    async followAgain(ids: readonly string[]): Promise<void> {
      await collection.updateMany({ _id: { $in: [...ids] } }, { $set: { followed: false, followedTo: 0 } })
    },

    /** Dispatches with changes that the audit log does not have yet. Reads the index alone. */
    unfollowedCount: (limit: number): Promise<number> =>
      collection.countDocuments({ followed: false }, { limit, hint: FOLLOWED_INDEX }),
  }
}
