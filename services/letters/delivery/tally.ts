// What a drain has done so far.

import type { Claimed } from '../../../database/letters/tapal/claims'
import type { OutcomeKind } from '../../../domain/letters/delivery/outcome'
import type { BatchResult } from './hand-over'

const SETTLING: ReadonlySet<OutcomeKind> = new Set(['delivered', 'duplicate', 'refused', 'never'])

export interface DrainResult {
  delivered: number
  parked: number
  /** Dispatches of which less is owed than before, or whose clocks have started. */
  touched: Set<string>
  /** Tapals whose outcome shows that their system is up. */
  reached: number
  /** When the earliest waiting row may be tried; null when no row is left. */
  waitUntil: Date | null
  /** Faults that were met at endpoints. */
  faults: number
  /** Why a drain of what is parked ended before all that is due was tried. */
  stopped: 'down' | 'busy' | 'full' | 'operator' | null
}

export interface Tally extends DrainResult {
  /** Claimed tapals whose delivery is not settled yet. */
  unsettled: number
  /** Faults since the last tapal that showed its system to be up. */
  faultsInRow: number
}

/** A tally at zero, for one drain. */
export function newTally(): Tally {
  return {
    delivered: 0,
    parked: 0,
    touched: new Set(),
    reached: 0,
    waitUntil: null,
    faults: 0,
    stopped: null,
    unsettled: 0,
    faultsInRow: 0,
  }
}

/** Counts in what came of a batch. */
export function countBatch(tally: Tally, batch: readonly Claimed[], result: BatchResult): void {
  tally.delivered += result.delivered
  tally.faults += result.faults
  tally.reached += result.reached
  tally.faultsInRow = result.reached > 0 ? 0 : tally.faultsInRow + result.faults
  const kinds = batch.map(({ tapal }) => result.outcomes.get(tapal.id)?.kind)
  const allSettled = kinds.every((kind) => kind !== undefined && SETTLING.has(kind))
  // Where a row was changed by someone else the rows themselves must be looked at again.
  if (allSettled && result.recorded === batch.length) tally.unsettled -= batch.length
  for (const [index, { tapal }] of batch.entries()) {
    const kind = kinds[index]
    if (kind && SETTLING.has(kind)) tally.touched.add(tapal.dispatch)
  }
}
