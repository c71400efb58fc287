// The offices that a group or a rule holds, as of an instant.

import type { Connection } from 'mongoose'
import type { RecipientSet } from '../../../domain/directory/group/compile'
import type { Office } from '../../../domain/directory/office/office'
import type { RoutedOffice } from '../../../domain/letters/routing/view'
import { collectionOf } from '../../common/collection'
import { fillPage } from '../../common/page'
import { asOffice, officeCollection } from './schema'
import { officesOf } from './set-filter'

/** What routing needs of an office, and nothing that only screens show. */
const ROUTED = {
  kind: 1,
  department: 1,
  district: 1,
  path: 1,
  factsFrom: 1,
  earlier: 1,
  activeFrom: 1,
  activeUntil: 1,
  fitToReceive: 1,
  succession: 1,
  intermediaries: 1,
  calendar: 1,
  inwardSeat: 1,
  profiles: 1,
} as const

/** The part of the repository that finds the offices of a set as of an instant. */
export function officeSets(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  return {
    /** The offices of the set as of the instant, in the order of their codes; one cursor, a round trip for each batch. */
    async *inSet(set: RecipientSet, at: Date, batch: number): AsyncGenerator<RoutedOffice[]> {
      const cursor = collection.find(officesOf(set, at), {
        sort: { _id: 1 },
        projection: ROUTED,
        batchSize: batch,
        noCursorTimeout: false,
      })
      try {
        // The first batch comes with the question, each other with the next row that is asked for.
        while (await cursor.hasNext()) {
          const part = cursor.readBufferedDocuments()
          yield part.map(({ _id, ...rest }) => ({ code: _id, ...rest }))
        }
      } finally {
        await cursor.close()
      }
    },

    /** A page of the offices of the set by code, whole. */
    async pageInSet(
      set: RecipientSet,
      at: Date,
      page: { limit: number; above: string },
    ): Promise<{ items: Office[]; more: boolean }> {
      const above = { $and: [officesOf(set, at), { _id: { $gt: page.above } }] }
      const rows = collection.find(above, { sort: { _id: 1 }, limit: page.limit + 1 })
      const { items, more } = await fillPage(rows, page.limit)
      return { items: items.map(asOffice), more }
    },

    /** Whether the set holds an office. */
    async holdsOffice(set: RecipientSet, at: Date): Promise<boolean> {
      return (await collection.findOne(officesOf(set, at), { projection: { _id: 1 } })) !== null
    },

    /** How many offices the set holds. */
    countInSet: (set: RecipientSet, at: Date): Promise<number> =>
      collection.countDocuments(officesOf(set, at)),
  }
}
