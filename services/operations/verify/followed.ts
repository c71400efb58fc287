// The audit log, the feed and the notices follow the record within minutes.

import { isOlder, rowCheck } from './check'

const FOLLOWED_WITHIN_MINUTES = 10

export const followed = rowCheck('followed', 'tapal', ({ followed: done, followedTo, events }, now) => {
  const last = events[events.length - 1]
  if (last === undefined) return 'has no event'
  if (done) return followedTo < last.sequence ? `is followed to ${followedTo} of ${last.sequence}` : null
  return isOlder(last.at, FOLLOWED_WITHIN_MINUTES, now) ? 'is not followed' : null
})
