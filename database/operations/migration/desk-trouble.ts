// Letters that were in trouble before the operator's desk was there lie at it from now on.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { tapalCollection } from '../../letters/tapal/schema'
import { onceIndexed } from './once-indexed'

const CODES = { $filter: { input: '$events.code', cond: { $gt: ['$$this', ''] } } }
const TROUBLE = { $ifNull: [{ $last: CODES }, 'before-the-desk'] }

/** Safe to repeat, and beside running processes: what has a code already keeps it. */
export async function deskTrouble(connection: Connection): Promise<void> {
  const rows = collectionOf(connection, tapalCollection)
  const without = { trouble: { $exists: false } }
  const set = [{ $set: { trouble: TROUBLE } }]
  await rows.updateMany({ ...without, state: 'failed' }, set)
  await rows.updateMany({ ...without, parked: true }, set)
  await onceIndexed(() =>
    rows.updateMany(
      { ...without, nextAttemptAt: { $type: 'date' }, attempts: { $gt: 0 }, 'events.kind': 'attempt' },
      set,
      { hint: { endpoint: 1, parked: 1, rank: -1, createdAt: 1 } },
    ),
  )
}
