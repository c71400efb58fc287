// Tapals of the sandbox: a record of its own, behind the same methods; alone of all tapals they are removed.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { tapalRepository } from './repository'
import { testTapalCollection } from './schema'

/** Tapals of test dispatches. */
export function testTapalRepository(connection: Connection) {
  const collection = collectionOf(connection, testTapalCollection)
  return {
    ...tapalRepository(connection, testTapalCollection),

    async removeOf(dispatches: readonly string[]): Promise<void> {
      await collection.deleteMany({ dispatch: { $in: [...dispatches] } })
    },
  }
}
