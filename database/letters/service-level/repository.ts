// Service levels: kept on their version, and read as a whole for a letter, for there are few.

import type { Connection } from 'mongoose'
import type { ServiceLevel } from '../../../domain/letters/service-level/level'
import { collectionOf } from '../../common/collection'
import { inBatches } from '../../common/coalesce'
import { keptObjects } from '../../common/kept-objects'
import type { RisingPage } from '../../common/page'
import { serviceLevelCollection } from './schema'

const LETTERS_AT_ONCE = 200

/** What a level says now, whole. */
const PRESENT = {
  ...{ name: 1, nameMl: 1, from: 1, until: 1, when: 1, terms: 1 },
  ...{ escalateEverySeconds: 1, source: 1, version: 1 },
}

/** Of what it said before, only what may have held then: levels are changed for years, and each letter reads them. */
const endingAfter = (first: Date) => ({
  $filter: { input: '$earlier', cond: { $gt: ['$$this.until', first] } },
})

/** Service levels; a change is made only on the version it was meant for. */
export function serviceLevelRepository(connection: Connection) {
  const { find, byIds, byId, page, add, change } = keptObjects(
    connection,
    serviceLevelCollection,
    'service-level',
  )
  /** Letters of the same moment share one read: what may have held at the earliest of their instants. */
  const heldAt = inBatches(async (instants: readonly Date[]): Promise<ServiceLevel[][]> => {
    const first = new Date(Math.min(...instants.map((at) => at.getTime())))
    const levels = await find(
      { $or: [{ until: null }, { until: { $gt: first } }, { 'earlier.until': { $gt: first } }] },
      { projection: { ...PRESENT, earlier: endingAfter(first) } },
    )
    return instants.map(() => levels)
  }, LETTERS_AT_ONCE)

  return {
    /** All levels that may hold at the instant; `levelAt` says whether and how they hold. */
    heldAt: (at: Date): Promise<ServiceLevel[]> => heldAt(at),

    byId,
    byIds,
    add,
    change,

    count: () => collectionOf(connection, serviceLevelCollection).countDocuments({}),

    /** A page of levels by id. */
    list: (request: RisingPage) => page({}, request),
  }
}
