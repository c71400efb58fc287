// What was accepted is started within seconds and resolved within minutes.

import { isOlder, rowCheck } from './check'

const STARTED_WITHIN_MINUTES = 5
const RESOLVED_WITHIN_MINUTES = 15

export const outbox = rowCheck('outbox', 'dispatch', ({ state, started, acceptedAt }, now) => {
  if (!started && isOlder(acceptedAt, STARTED_WITHIN_MINUTES, now))
    return 'was accepted, and its run was not started'
  return state === 'accepted' && isOlder(acceptedAt, RESOLVED_WITHIN_MINUTES, now)
    ? 'was accepted, and its recipients were not resolved'
    : null
})
