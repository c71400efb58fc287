// The clocks that a change ends while others run on: worked out by the write, for what is read before may have changed.

import type { PipelineStage } from 'mongoose'
import type { TapalChange } from '../../../domain/letters/tapal/change'
import { endedBy } from '../../../domain/letters/tapal/clock-table'
import { TAKEN_STATES } from '../../../domain/letters/tapal/states'

/**
 * The stages that take ended clocks out of the row, and make from the rest what is owed. None where the change says itself
 * which clocks run, as all do that begin or end a letter's way. Rows of before, which have no clocks, stay as they are.
 */
export function clocksEnded({ event, set }: TapalChange): PipelineStage.Set[] {
  if (set.clocks !== undefined) return []
  const taken = event.to !== undefined && (TAKEN_STATES as readonly string[]).includes(event.to)
  // Before the taking a letter has one clock, which the change of its state replaces.
  if (event.to !== undefined && !taken) return []
  const ended = endedBy(event)
  if (ended.length === 0) return []
  const isEnded = { $in: ['$$this.kind', ended] }
  const left = { $filter: { input: '$clocks', cond: { $not: [isEnded] } } }
  const any = { $gt: [{ $size: { $filter: { input: { $ifNull: ['$clocks', []] }, cond: isEnded } } }, 0] }
  const ifAny = (then: unknown, field: string) => ({ $cond: [any, then, field] })
  return [
    {
      $set: {
        clocks: ifAny(left, '$clocks'),
        owes: ifAny({ $gt: [{ $size: { $ifNull: [left, []] } }, 0] }, '$owes'),
        dueAt: ifAny({ $min: { $map: { input: left, in: '$$this.nextAt' } } }, '$dueAt'),
      },
    },
  ]
}
