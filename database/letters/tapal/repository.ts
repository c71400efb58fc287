// All there is to do with tapal rows.

import type { Connection } from 'mongoose'
import { collectionOf } from '../../common/collection'
import { following } from '../../common/followed'
import { tapalClaims } from './claims'
import { tapalClocks } from './clocks'
import { tapalDeliveries } from './deliveries'
import { tapalDesk } from './desk'
import { tapalFigures } from './figures'
import { tapalInbox } from './inbox'
import { tapalInserts } from './inserts'
import { tapalLedger } from './ledger'
import { tapalOpen } from './open'
import { tapalReads } from './reads'
import { tapalRecall } from './recall'
import { tapalScan } from './scan'
import { tapalCollection } from './schema'
import { tapalShelf } from './shelf'
import { tapalWithdrawals } from './withdrawals'
import { tapalWrites } from './writes'

/** Tapals: all reads and writes of their rows. `declaration` says of which record. */
export function tapalRepository(connection: Connection, declaration = tapalCollection) {
  const collection = collectionOf(connection, declaration)
  return {
    ...following(collection),
    ...tapalInserts(collection),
    ...tapalWrites(collection),
    ...tapalClaims(collection),
    ...tapalClocks(collection),
    ...tapalReads(collection),
    ...tapalInbox(collection),
    ...tapalDesk(collection),
    ...tapalDeliveries(collection),
    ...tapalFigures(collection),
    ...tapalLedger(connection, declaration),
    ...tapalOpen(connection, declaration),
    ...tapalRecall(collection),
    ...tapalScan(collection),
    ...tapalShelf(collection),
    ...tapalWithdrawals(collection),
  }
}
