// All there is to do with tapal rows.

import type { Connection } from 'mongoose'
import { modelOf } from '../../common/model'
import { tapalClaims } from './claims'
import { tapalClocks } from './clocks'
import { tapalReads } from './reads'
import { tapalRecall } from './recall'
import { tapalSchema, type TapalRow } from './schema'
import { tapalWrites } from './writes'

export function tapalRepository(connection: Connection) {
  const model = modelOf<TapalRow>(connection, 'tapals', tapalSchema)
  return {
    ...tapalWrites(model),
    ...tapalClaims(model),
    ...tapalClocks(model),
    ...tapalReads(model),
    ...tapalRecall(model),
  }
}

export type TapalRepository = ReturnType<typeof tapalRepository>
