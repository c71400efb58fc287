// The audit log, the feed and the notices follow the record within minutes.

import { isOlder, rowCheck } from './check'

const FOLLOWED_WITHIN_MINUTES = 10

export const followed = rowCheck('followed', 'tapal', ({ events, ...row }, now) =>
  events.length === 0 ? 'has no event' : behind(row, events, now),
)

/** A dispatch of before has no changes, and owes none. */
export const followedDispatches = rowCheck('followed', 'dispatch', ({ changes, ...row }, now) =>
  behind(row, changes, now),
)

function behind(
  { followed: done, followedTo }: { followed: boolean; followedTo: number },
  entries: readonly { sequence: number; at: Date }[],
  now: Date,
): string | null {
  const last = entries[entries.length - 1]
  if (last === undefined) return null
  if (done) return followedTo < last.sequence ? `is followed to ${followedTo} of ${last.sequence}` : null
  return isOlder(last.at, FOLLOWED_WITHIN_MINUTES, now) ? 'is not followed' : null
}
