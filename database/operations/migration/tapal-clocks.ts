// Tapals of before clocks were kept in their rows, and that still owe something, get the one clock that they have.

import type { Connection } from 'mongoose'
import { clocksOf } from '../../../domain/letters/tapal/clocks'
import { BATCH, batchesOf } from '../../common/batches'
import { type Rows, collectionOf } from '../../common/collection'
import { tapalCollection, type TapalRow, testTapalCollection } from '../../letters/tapal/schema'
import { onceIndexed } from './once-indexed'

/** By the rows that owe something: of those that owe nothing no clock runs, and none is written. */
const OWING = 'overdue'

/**
 * Safe to repeat and to be broken off, for what has its clocks is passed over; and beside running processes: a row that one of
 * them changes meanwhile is left to it. What a process of the version before writes later has no clock that agrees with it, and is
 * read as if it had been before this step.
 */
export async function tapalClocks(connection: Connection): Promise<void> {
  for (const declaration of [tapalCollection, testTapalCollection]) {
    const rows = collectionOf(connection, declaration)
    await onceIndexed(() => giveClocks(rows))
  }
}

async function giveClocks(rows: Rows<TapalRow>): Promise<void> {
  const without = rows.find({ owes: true, clocks: { $exists: false } }, { hint: OWING, batchSize: BATCH })
  for await (const some of batchesOf(without))
    await rows.bulkWrite(
      some.map((row) => ({
        updateOne: {
          filter: {
            ...{ _id: row._id, clocks: { $exists: false } },
            ...{ state: row.state, sequence: row.sequence, dueAt: row.dueAt },
          },
          update: { $set: { clocks: clocksOf(tapalCollection.withDefaults(row)) } },
        },
      })),
      { ordered: false },
    )
}
