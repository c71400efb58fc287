// A claim that ran out is taken over by whoever drains the lane next, and that is soon.

import { isOlder, rowCheck } from './check'

const TAKEN_OVER_WITHIN_MINUTES = 15

export const claims = rowCheck('claims', 'tapal', ({ claim, parked, nextAttemptAt }, now) =>
  claim !== null &&
  !parked &&
  nextAttemptAt !== null &&
  isOlder(claim.until, TAKEN_OVER_WITHIN_MINUTES, now) &&
  isOlder(nextAttemptAt, TAKEN_OVER_WITHIN_MINUTES, now)
    ? `its claim ran out at ${claim.until.toISOString()}, and nobody took it over`
    : null,
)
