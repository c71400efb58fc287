// What a drain has done so far.

import type { Claimed } from '../../../database/letters/tapal/claims'
import type { OutcomeKind } from '../../../domain/letters/delivery/outcome'
import type { BatchResult } from './hand-over'

const SETTLING: ReadonlySet<OutcomeKind> = new Set(['delivered', 'duplicate', 'refused', 'never'])
const REACHING: ReadonlySet<OutcomeKind> = new Set([...SETTLING, 'handed-over'])

export interface DrainResult {
  delivered: number
  parked: number
  /** Dispatches of which less is owed than before, or whose clocks have started. */
  touched: Set<string>
  /** Tapals that the system has taken into its hands or turned down: it is up. */
  reached: number
  /** When the earliest waiting row may be tried; null when no row is left. */
  waitUntil: Date | null
  /** Faults that were met at endpoints. */
  faults: number
}

export interface Tally extends DrainResult {
  /** Claimed tapals whose delivery is not settled yet. */
  unsettled: number
}

export function newTally(): Tally {
  return {
    delivered: 0,
    parked: 0,
    touched: new Set(),
    reached: 0,
    waitUntil: null,
    faults: 0,
    unsettled: 0,
  }
}

/** Counts in what came of a batch. */
export function countBatch(tally: Tally, batch: readonly Claimed[], result: BatchResult): void {
  tally.delivered += result.delivered
  tally.faults += result.faults
  const kinds = batch.map(({ tapal }) => result.outcomes.get(tapal.id)?.kind)
  const allSettled = kinds.every((kind) => kind !== undefined && SETTLING.has(kind))
  // Where a row was changed by someone else the rows themselves must be looked at again.
  if (allSettled && result.recorded === batch.length) tally.unsettled -= batch.length
  for (const [index, { tapal }] of batch.entries()) {
    const kind = kinds[index]
    if (kind && SETTLING.has(kind)) tally.touched.add(tapal.dispatch)
    if (kind && REACHING.has(kind)) tally.reached += 1
  }
}
