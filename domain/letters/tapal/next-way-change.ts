// A tapal goes on by another way of its office, as the change of its row.

import type { CarriedWay } from '../../directory/office/profile'
import { FALLBACK_SHARD } from '../delivery/mechanism'
import type { TapalChange } from './change'
import type { Cause } from './event'

/** Why a tapal goes on by another way: its endpoint is gone, or has been paused for longer than the profile allows. */
export type NextWayCause = Extract<Cause, 'next-way-gone' | 'next-way-paused'>

/**
 * Parked for the run that owns the endpoint of that way. Its tries are counted anew: those at the other system say nothing
 * of this one.
 */
export function nextWayChange(
  { mechanism, endpoint, taking }: CarriedWay,
  cause: NextWayCause,
  at: Date,
): TapalChange {
  return {
    event: { kind: 'attempt', cause, actor: { kind: 'kcs' }, at },
    set: {
      mechanism,
      endpoint,
      taking,
      shard: FALLBACK_SHARD,
      attempts: 0,
      reference: null,
      claim: null,
      parked: true,
      nextAttemptAt: at,
    },
  }
}
