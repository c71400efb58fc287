// What is open in a seat: tapals not closed, and letters it sent that still wait for something.

import type { Connection } from 'mongoose'
import { dispatchSchema, type DispatchRow, NOT_ENDED } from '../../letters/dispatch/schema'
import type { OpenCounts, OpenItem } from '../../../domain/directory/handover/handover'
import { modelOf } from '../../common/model'
import { tapalSchema, type TapalRow } from '../../letters/tapal/schema'

/** Listed at most of each kind; the counts tell of all. */
const MOST = 10_000
const ENDED = ['closed', 'refused', 'returned', 'recalled', 'cancelled', 'expired', 'redirected']

export function openItemsOf(connection: Connection) {
  const tapals = modelOf<TapalRow>(connection, 'tapals', tapalSchema).collection
  const dispatches = modelOf<DispatchRow>(connection, 'dispatches', dispatchSchema).collection

  /** Everything open in the seat, what is due first at the head; two rounds for each kind, at once. */
  return async (seat: string, now: Date): Promise<{ items: OpenItem[]; counts: OpenCounts }> => {
    const lying = {
      $or: [
        { seat, state: { $nin: ENDED } },
        { escalatedTo: seat, owes: true },
      ],
    }
    const sent = { 'sender.seat': seat, state: { $in: NOT_ENDED } }
    const [received, waiting, counted, sending, overdue] = await Promise.all([
      tapals
        .find(lying as never, { limit: MOST, projection: { dispatch: 1, state: 1, dueAt: 1 } })
        .toArray() as Promise<unknown> as Promise<TapalRow[]>,
      dispatches
        .aggregate([
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
        .toArray() as Promise<unknown> as Promise<(DispatchRow & { due: { dueAt: Date }[] })[]>,
      tapals.countDocuments(lying as never),
      dispatches.countDocuments(sent as never),
      tapals.countDocuments({ $and: [lying, { owes: true, dueAt: { $lte: now } }] } as never),
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
