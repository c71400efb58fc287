// A tapal goes on by another way, as the change of its row: one rule, whoever moves it.

import type { OtherWay } from '../../directory/office/profile'
import { FALLBACK_SHARD } from '../delivery/mechanism'
import type { Act } from './acts'
import { routedFields, type TapalChange } from './change'
import type { Cause } from './event'

/**
 * Why: its endpoint is gone, has been paused for longer than the profile allows, its mail came back, or an operator wishes
 * it.
 */
export type NextWayCause = Extract<
  Cause,
  'next-way-gone' | 'next-way-paused' | 'next-way-bounced' | 'rerouted-by-operator'
>

interface Moving extends Act {
  cause: NextWayCause
}

/**
 * Parked for the run that owns the endpoint of that way. Its tries are counted from zero again: those at the other system say nothing
 * of this one. It keeps its state: the system before may have it, so that the new one is asked first.
 */
export function nextWayChange(way: OtherWay, moving: Moving): TapalChange {
  return { event: { kind: 'attempt', ...moving, ...passedOver(way) }, set: moved(way, moving.at) }
}

/** The same for one that has failed: it is on its way again, and its transmission clock starts again. */
export function revivedWayChange(way: OtherWay, moving: Moving): TapalChange {
  return {
    event: { kind: 'state', to: 'routed', ...moving, ...passedOver(way) },
    set: { ...moved(way, moving.at), ...routedFields(moving.at) },
  }
}

/** The trace says why a way before it was passed over. */
function passedOver({ refused }: OtherWay): { code?: string } {
  return refused === undefined ? {} : { code: refused }
}

function moved({ mechanism, endpoint, taking }: OtherWay, at: Date): TapalChange['set'] {
  return {
    mechanism,
    endpoint,
    taking,
    shard: FALLBACK_SHARD,
    attempts: 0,
    reference: null,
    claim: null,
    lease: null,
    parked: true,
    nextAttemptAt: at,
  }
}
