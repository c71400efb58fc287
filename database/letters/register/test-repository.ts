// Numbers of the sandbox: a series of its own, behind the same methods; alone of all numbers they are removed.

import type { Connection } from 'mongoose'
import { TEST_NUMBER_MARK } from '../../../domain/letters/sandbox/test-letter'
import { collectionOf } from '../../common/collection'
import { registerRepository } from './repository'
import { testRegisterCollection } from './schema'

/** Numbers of test dispatches. */
export function testRegisterRepository(connection: Connection) {
  const collection = collectionOf(connection, testRegisterCollection)
  return {
    ...registerRepository(connection, testRegisterCollection, TEST_NUMBER_MARK),

    async removeOf(dispatches: readonly string[]): Promise<void> {
      await collection.deleteMany({ register: 'despatch', subject: { $in: [...dispatches] } })
    },
  }
}
