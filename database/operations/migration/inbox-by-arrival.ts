// An inbox is ordered by arrival: the indexes that ordered it by acceptance are only written to, and go.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { isIndexNotFound } from '../../common/errors'
import { tapalCollection } from '../../letters/tapal/schema'

const FORMER = ['inbox', 'risen']

/** Safe to repeat, and beside running processes: those of the version before find the rows by the new indexes, too. */
export async function inboxByArrival(connection: Connection): Promise<void> {
  const tapals = collectionOf(connection, tapalCollection)
  const present = (await tapals.indexes()).map(({ name }) => name)
  for (const name of FORMER.filter((one) => present.includes(one)))
    await tapals.dropIndex(name).catch((error: unknown) => {
      // Another process was first.
      if (!isIndexNotFound(error)) throw error
    })
}
