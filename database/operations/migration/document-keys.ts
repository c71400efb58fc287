// Tapals of before documents were found by the rows of their recipients get the keys of what their letter carries.

import type { Connection } from 'mongoose'
import { documentKeys } from '../../../domain/letters/tapal/keys'

const LETTERS_AT_ONCE = 500

/** Safe to repeat: rows that have their keys are left alone. */
export async function tapalDocumentKeys(connection: Connection): Promise<void> {
  const dispatches = connection.collection<{ _id: string; documents: { sha256: string }[] }>('dispatches')
  const tapals = connection.collection('tapals')
  let above = ''
  for (;;) {
    const letters = await dispatches
      .find(
        { _id: { $gt: above } },
        { sort: { _id: 1 }, limit: LETTERS_AT_ONCE, projection: { documents: 1 } },
      )
      .toArray()
    if (letters.length === 0) return
    await tapals.bulkWrite(
      letters.map(({ _id, documents }) => ({
        updateMany: {
          filter: { dispatch: _id, documentKeys: { $exists: false } },
          update: { $set: { documentKeys: documentKeys(documents) } },
        },
      })),
      { ordered: false },
    )
    above = letters[letters.length - 1]!._id
  }
}
