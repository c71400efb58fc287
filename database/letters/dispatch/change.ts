// A change of a dispatch as one conditional write: state, fields and the entry of the change together, or nothing.

import type { PipelineStage } from 'mongoose'
import { type DispatchChange, MAX_CHANGES } from '../../../domain/letters/dispatch/change'
import type { Dispatch } from '../../../domain/letters/dispatch/record'

/** A change before it has its place in the list; without `to` the state stays. */
type NewChange = Omit<DispatchChange, 'sequence' | 'from' | 'to'> & Partial<Pick<DispatchChange, 'to'>>

/**
 * The update of a change. Every value is a literal: text that begins with `$` is text, never a field. Values are read from
 * the row as it was before, so `from` and the sequence are right in bulk. A row of before has no list yet.
 */
export function changePipeline(change: NewChange, set: Partial<Dispatch> = {}): PipelineStage.Set[] {
  const { to, cause, actor, at } = change
  const state = to === undefined ? '$state' : { $literal: to }
  const sequence = { $add: [{ $ifNull: ['$sequence', 0] }, 1] }
  const entry = { sequence, from: '$state', to: state, ...literals({ cause, actor, at }) }
  const changes = { $slice: [{ $concatArrays: [{ $ifNull: ['$changes', []] }, [entry]] }, -MAX_CHANGES] }
  return [{ $set: { ...literals(set), state, sequence, changes, followed: false } }]
}

function literals(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, { $literal: value }]))
}
