// Tapals of before the ledger get the district and department of their office; the index that it has made needless goes.

import type { Connection } from 'mongoose'
import { batchesOf } from '../../common/batches'
import { collectionOf } from '../../common/collection'
import { isIndexNotFound } from '../../common/errors'
import { officeCollection } from '../../directory/office/schema'
import { tapalCollection } from '../../letters/tapal/schema'

const FORMER = 'dispatch_1_state_1'

/** Safe to repeat, and beside running processes: rows that know their place are left alone. As of today, for no better is known. */
export async function tapalPlaces(connection: Connection): Promise<void> {
  const tapals = collectionOf(connection, tapalCollection)
  const offices = collectionOf(connection, officeCollection)
  const cursor = offices.find({}, { projection: { district: 1, department: 1 } })
  for await (const batch of batchesOf(cursor))
    await tapals.bulkWrite(
      batch.map(({ _id, district = '', department = '' }) => ({
        updateMany: {
          filter: { office: _id, district: { $exists: false } },
          update: { $set: { district, department } },
        },
      })),
      { ordered: false },
    )
  await tapals.dropIndex(FORMER).catch((error: unknown) => {
    // It never was there, or another process was first.
    if (!isIndexNotFound(error)) throw error
  })
}
