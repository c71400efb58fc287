// A change of a tapal as one conditional write: state, fields and event together, or nothing.

import type { mongo, PipelineStage } from 'mongoose'
import { FIRST_EVENTS, MAX_EVENTS, type TapalChange } from '../../../domain/letters/tapal/change'
import { clocksEnded } from './clocks-ended'
import { statesBefore, type TapalState, UNDELIVERED_STATES } from '../../../domain/letters/tapal/states'
import type { TapalRow } from './schema'

export type Filter = mongo.Filter<TapalRow>

/** The states in which a change may be applied: those from which its target can be reached. */
export function allowedStates(change: TapalChange): TapalState[] | null {
  const { to, kind } = change.event
  if (to === undefined) return null
  return kind === 'state' ? statesBefore(to) : [...UNDELIVERED_STATES]
}

/**
 * The update of a change. Every value is a literal: text that begins with `$` is text, never a field.
 * Values are read from the row as it was before, so `from` and the sequence are right in bulk; what follows at once reads
 * them from the row as this change leaves it.
 */
export function changePipeline(
  change: TapalChange,
  overrides: Record<string, unknown> = {},
): PipelineStage.Set[] {
  const { to, ...event } = change.event
  const entry: Record<string, unknown> = {
    sequence: { $add: ['$sequence', 1] },
    from: '$state',
    to: to === undefined ? '$state' : literal(to),
  }
  for (const [name, value] of Object.entries(event)) if (value !== undefined) entry[name] = literal(value)
  const set: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(change.set)) set[name] = literal(value)
  if (change.quiet) return [{ $set: { ...set, ...overrides, ...troubleAfter(change) } }]
  return [
    {
      $set: {
        ...set,
        ...overrides,
        ...(to === undefined ? {} : { state: literal(to) }),
        sequence: { $add: ['$sequence', 1] },
        events: { $concatArrays: [keptEvents, [entry]] },
        ...troubleAfter(change),
        followed: false,
      },
    },
    ...clocksEnded(change),
    ...(change.then ? changePipeline(change.then) : []),
  ]
}

const size = { $size: '$events' }
/** The newest entries that stay in a long list, beside its first ones. */
const LAST_EVENTS = MAX_EVENTS - FIRST_EVENTS - 1
/** The entries that stay as one more is made: all, or without those in the middle that change neither state nor level. */
const keptEvents = {
  $cond: [
    { $lt: [size, MAX_EVENTS] },
    '$events',
    {
      $concatArrays: [
        { $slice: ['$events', FIRST_EVENTS] },
        {
          $filter: {
            input: {
              $slice: [
                '$events',
                FIRST_EVENTS,
                { $max: [1, { $subtract: [size, FIRST_EVENTS + LAST_EVENTS] }] },
              ],
            },
            cond: { $in: ['$$this.kind', ['state', 'escalation']] },
          },
        },
        { $slice: ['$events', -LAST_EVENTS] },
      ],
    },
  ],
}

/** What the row says of its trouble after a change: the code of what went wrong, nothing once all is well. */
function troubleAfter({ event: { kind, to, code, cause } }: TapalChange): { trouble?: unknown } {
  if (to === 'failed') return { trouble: literal(code ?? cause) }
  if (kind === 'attempt') return code === undefined ? {} : { trouble: literal(code) }
  // What is sent again is in trouble until it is through.
  return to === undefined || to === 'routed' ? {} : { trouble: '' }
}

function literal(value: unknown): unknown {
  return typeof value === 'number' || typeof value === 'boolean' || value === null
    ? value
    : { $literal: value }
}
