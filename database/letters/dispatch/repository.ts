// All there is to do with dispatches.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { dispatchFollow } from './follow'
import { dispatchOutbox } from './outbox'
import { dispatchReads } from './reads'
import { dispatchCollection } from './schema'
import { dispatchStates } from './states'

/** Dispatches: accepting, reading, moving on, and the outbox. `declaration` says of which record. */
export function dispatchRepository(connection: Connection, declaration = dispatchCollection) {
  const collection = collectionOf(connection, declaration)
  return {
    ...dispatchStates(collection),
    ...dispatchOutbox(collection),
    ...dispatchReads(collection),
    ...dispatchFollow(collection),
  }
}
