// What is owed of a dispatch, and when the next step is due.

import type { Rows } from '../../common/collection'
import { FALLBACK_SHARD } from '../../../domain/letters/delivery/mechanism'
import type { LaneSummary } from '../../../domain/letters/dispatch/dispatch'
import type { Tapal } from '../../../domain/letters/tapal/tapal'
import { coalesced } from '../../common/coalesce'
import { type Window, windowOf, type WindowStart } from '../../common/window'
import type { TapalRow } from './schema'
import { asTapal } from './writes'

export interface Owing {
  /** Tapals of which something is owed. */
  owing: number
  /** The earliest due instant among them. */
  next: Date | null
  /** Tapals that were moved to the agent application and wait there for a lane. */
  fallenBack: number
}

const inFallbackLane = {
  $and: [
    { $eq: ['$shard', FALLBACK_SHARD] },
    { $eq: ['$parked', false] },
    { $eq: [{ $type: '$nextAttemptAt' }, 'date'] },
  ],
}

const untried = { $and: [{ $eq: ['$state', 'failed'] }, { $eq: ['$attempts', 0] }] }

/** The kinds of events by which a clock is judged. */
const STEPS = ['state', 'escalation']

/** The part of the repository that finds what is due. */
export function tapalClocks(collection: Rows<TapalRow>) {
  const owing = coalesced(async (dispatches: readonly string[]): Promise<Map<string, Owing>> => {
    const rows = await collection
      .aggregate<Owing & { _id: string }>(
        [
          { $match: { dispatch: { $in: dispatches }, owes: true } },
          {
            $group: {
              _id: '$dispatch',
              owing: { $sum: 1 },
              next: { $min: '$dueAt' },
              fallenBack: { $sum: { $cond: [inFallbackLane, 1, 0] } },
            },
          },
        ],
        // A letter must not be closed on an acknowledgement that a change of primary takes back. Who tells a run has
        // waited for the majority before, so nothing that was told is missing here.
        { readConcern: 'majority' },
      )
      .toArray()
    return new Map(rows.map(({ _id, ...owed }) => [_id, owed]))
  })

  return {
    /** What is still owed of a dispatch. */
    owing: async (dispatch: string): Promise<Owing> =>
      (await owing([dispatch])).get(dispatch) ?? { owing: 0, next: null, fallenBack: 0 },

    /**
     * The lanes that the tapals of a dispatch lie in, and of how many something is owed. What failed before the first
     * try, because its office does not take it, is in no lane.
     */
    async lanes(dispatch: string): Promise<{ lanes: LaneSummary[]; owing: number }> {
      const rows = await collection
        .aggregate<{ _id: Omit<LaneSummary, 'rows'>; rows: number; owing: number }>([
          { $match: { dispatch } },
          {
            $group: {
              _id: { mechanism: '$mechanism', shard: '$shard' },
              rows: { $sum: { $cond: [untried, 0, 1] } },
              owing: { $sum: { $cond: ['$owes', 1, 0] } },
            },
          },
          { $sort: { _id: 1 } },
        ])
        .toArray()
      return {
        lanes: rows.flatMap(({ _id, rows: count }) => (count === 0 ? [] : [{ ..._id, rows: count }])),
        owing: rows.reduce((sum, { owing }) => sum + owing, 0),
      }
    },

    /** How many tapals owe something, counted up to `limit` + 1. */
    async outstanding(dispatch: string, limit: number): Promise<number> {
      return collection.countDocuments({ dispatch, owes: true }, { limit: limit + 1 })
    },

    /** Whether no other clock of the dispatch is due before that of the tapal; of those due at one instant one is the first. */
    async isFirstDue({
      id,
      dispatch,
      dueAt,
    }: {
      id: string
      dispatch: string
      dueAt: Date
    }): Promise<boolean> {
      const before = { dispatch, owes: true, $or: [{ dueAt: { $lt: dueAt } }, { dueAt, _id: { $lt: id } }] }
      return (await collection.findOne(before, { projection: { _id: 1 } })) === null
    },

    /** The tapals of a dispatch whose clock is due, earliest first; of their events the changes of state and level alone. */
    async overdue(dispatch: string, now: Date, limit: number): Promise<Tapal[]> {
      const rows = await collection
        .aggregate<TapalRow>(
          [
            { $match: { dispatch, owes: true, dueAt: { $lte: now } } },
            { $sort: { dueAt: 1 } },
            { $limit: limit },
            { $set: { events: { $filter: { input: '$events', cond: { $in: ['$$this.kind', STEPS] } } } } },
          ],
          { batchSize: limit },
        )
        .toArray()
      return rows.map((row) => asTapal(row))
    },

    /** Dispatches with a tapal that has been due since before `before`: their workflow may be lost. */
    async dispatchesOverdueSince(before: Date, reading: WindowStart): Promise<Window<string>> {
      const overdueWindow = { field: 'dueAt', before, also: ['dispatch'] as const }
      const { items, next } = await windowOf(collection, { owes: true }, overdueWindow, reading)
      return { items: [...new Set(items.map(({ dispatch }) => dispatch))], next }
    },
  }
}
