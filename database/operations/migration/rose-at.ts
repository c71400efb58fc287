// Letters that had risen before their instants were kept lie in the inboxes above by when they rose, as the trace tells it.

import type { Connection } from 'mongoose'
import { RISE_PLACES } from '../../../domain/letters/tapal/risen'
import { collectionOf } from '../../common/collection'
import { risenIndexName, tapalCollection } from '../../letters/tapal/schema'
import { onceIndexed } from './once-indexed'

/**
 * Safe to repeat, and beside running processes: what has its instant keeps it. What a process of the version before lets rise
 * meanwhile stands last in the inbox above, until it rises further.
 */
export async function roseAt(connection: Connection): Promise<void> {
  const rows = collectionOf(connection, tapalCollection)
  for (const [i, place] of RISE_PLACES.entries())
    await onceIndexed(() =>
      rows.updateMany(
        { [`escalatedTo.${i}`]: { $exists: true }, [`roseAt.${place}`]: { $exists: false } },
        [{ $set: { [`roseAt.${place}`]: lastRiseTo({ $arrayElemAt: ['$escalatedTo', i] }) } }],
        { hint: risenIndexName(place) },
      ),
    )
}

/** When the tapal rose to the seat last; where the trace does not know it, when it came to its office. */
const lastRiseTo = (seat: object) => ({
  $let: {
    vars: { seat },
    in: {
      $let: {
        vars: {
          rises: { $filter: { input: '$events', cond: { $eq: ['$$this.escalation.seat', '$$seat'] } } },
        },
        in: { $ifNull: [{ $last: '$$rises.at' }, '$deliveredAt', '$createdAt'] },
      },
    },
  },
})
