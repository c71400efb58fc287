// Rows that tell what the audit log does not have yet: `followed` is false in them, and an index holds those alone.

import { idsOfParts, type Parts } from './parts'

export interface Unfollowed {
  limit: number
  parts: Parts
  /** Ids that are left out. */
  except: readonly string[]
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
