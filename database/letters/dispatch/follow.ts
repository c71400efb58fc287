// What the audit log does not have yet of dispatches.

import type { DispatchChange } from '../../../domain/letters/dispatch/change'
import type { TestMark } from '../../../domain/letters/sandbox/test-letter'
import type { Rows } from '../../common/collection'
import { FOLLOWED_INDEX, following, isUnfollowed, type Unfollowed } from '../../common/followed'
import { dispatchCollection, type DispatchRow } from './schema'

/** A dispatch with its changes that are not followed; `sequence` is the number of the newest. */
export interface UnfollowedDispatch {
  id: string
  /** The sending office. */
  office: string
  sequence: number
  changes: DispatchChange[]
  test?: TestMark
}

const FOLLOWED = { changes: 1, sequence: 1, followedTo: 1, 'sender.office': 1, test: 1 } as const

/** The part of the repository by which the audit log follows dispatches. */
export function dispatchFollow(collection: Rows<DispatchRow>) {
  return {
    ...following(collection),

    /** Dispatches whose latest changes are not in the audit log, with those changes alone. */
    async unfollowed({ limit, ...which }: Unfollowed): Promise<UnfollowedDispatch[]> {
      const rows = await collection
        .find(isUnfollowed(which), { sort: { _id: 1 }, limit, projection: FOLLOWED, hint: FOLLOWED_INDEX })
        .toArray()
      return rows
        .map(dispatchCollection.withDefaults)
        .map(({ _id, sender, sequence, changes, followedTo, test }) => ({
          id: _id,
          office: sender.office,
          sequence,
          changes: changes.filter((change) => change.sequence > followedTo),
          ...(test ? { test } : {}),
        }))
    },
  }
}
