// What is open in a seat: tapals not closed, and letters it sent that still wait for something.

import type { Connection, mongo } from 'mongoose'
import { dispatchCollection, type DispatchRow, NOT_ENDED } from '../../letters/dispatch/schema'
import type { TapalState } from '../../../domain/letters/tapal/states'
import type { OpenCounts, OpenItem } from '../../../domain/directory/handover/handover'
import { collectionOf } from '../../common/collection'
import { tapalCollection, type TapalRow } from '../../letters/tapal/schema'

/** Listed at most of each kind; the counts tell of all. */
const MOST = 10_000
const ENDED: TapalState[] = [
  'closed',
  'refused',
  'returned',
  'recalled',
  'cancelled',
  'expired',
  'redirected',
]

export function openItemsOf(connection: Connection) {
  const tapals = collectionOf(connection, tapalCollection)
  const dispatches = collectionOf(connection, dispatchCollection)

  /** Everything open in the seat, what is due first at the head; two rounds for each kind, at once. */
  return async (seat: string, now: Date): Promise<{ items: OpenItem[]; counts: OpenCounts }> => {
    const lying: mongo.Filter<TapalRow> = {
      $or: [
        { seat, state: { $nin: ENDED } },
        { escalatedTo: seat, owes: true },
      ],
    }
    const sent: mongo.Filter<DispatchRow> = { 'sender.seat': seat, state: { $in: NOT_ENDED } }
    const [received, waiting, counted, sending, overdue] = await Promise.all([
      tapals.find(lying, { limit: MOST, projection: { dispatch: 1, state: 1, dueAt: 1 } }).toArray(),
      dispatches
        .aggregate<Pick<DispatchRow, '_id' | 'state'> & { due: { dueAt: Date }[] }>([
          { $match: sent },
          { $limit: MOST },
          {
            $lookup: {
              from: 'tapals',
              localField: '_id',
              foreignField: 'dispatch',
              pipeline: [
                { $match: { owes: true, dueAt: { $type: 'date' } } },
                { $sort: { dueAt: 1 } },
                { $limit: 1 },
                { $project: { dueAt: 1 } },
              ],
              as: 'due',
            },
          },
          { $project: { state: 1, due: 1 } },
        ])
        .toArray(),
      tapals.countDocuments(lying),
      dispatches.countDocuments(sent),
      tapals.countDocuments({ $and: [lying, { owes: true, dueAt: { $lte: now } }] }),
    ])
    const items: OpenItem[] = [
      ...received.map(({ _id, dispatch, state, dueAt }) => ({
        kind: 'tapal' as const,
        id: _id,
        dispatch,
        state,
        dueAt,
      })),
      ...waiting.map(({ _id, state, due }) => ({
        kind: 'dispatch' as const,
        id: _id,
        dispatch: _id,
        state,
        dueAt: due[0]?.dueAt ?? null,
      })),
    ]
    const when = ({ dueAt }: OpenItem) => dueAt?.getTime() ?? Infinity
    // The oldest first among those of which nothing is due; subtracting would make no number of two infinities.
    items.sort((one, two) => (when(one) === when(two) ? (one.id < two.id ? -1 : 1) : when(one) - when(two)))
    return { items, counts: { tapals: counted, dispatches: sending, overdue } }
  }
}
