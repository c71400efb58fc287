// Groups of recipients, and the offices that they hold.

import type { Connection } from 'mongoose'
import type { RecipientSet } from '../../../domain/directory/group/compile'
import type { Office } from '../../../domain/directory/office/office'
import type { RoutedOffice } from '../../../domain/letters/routing/view'
import { type KeptPage, keptObjects } from '../../common/kept-objects'
import { collectionOf } from '../../common/collection'
import { officeCollection } from '../office/schema'
import { officesOf } from './filter'
import { groupCollection } from './schema'

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

export function groupRepository(connection: Connection) {
  const offices = collectionOf(connection, officeCollection)
  const { byIds, byId, page, add, change } = keptObjects(connection, groupCollection, 'group')

  return {
    byIds,
    byId,
    add,
    change,

    /** A page of groups by id; those kept by an office, where one is named. */
    list: (office: string | null, wanted: KeptPage) => page(office === null ? {} : { office }, wanted),

    /** The offices of the set as of the instant, in the order of their codes; one cursor, a round trip for each batch. */
    async *offices(set: RecipientSet, at: Date, batch: number): AsyncGenerator<RoutedOffice[]> {
      const cursor = offices.find(officesOf(set, at), {
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
    async officesPage(
      set: RecipientSet,
      at: Date,
      page: { limit: number; above: string },
    ): Promise<{ items: Office[]; more: boolean }> {
      const found = await offices
        .find(
          { $and: [officesOf(set, at), { _id: { $gt: page.above } }] },
          {
            sort: { _id: 1 },
            limit: page.limit + 1,
          },
        )
        .toArray()
      const items = found.slice(0, page.limit).map(({ _id, ...rest }) => ({ code: _id, ...rest }))
      return { items, more: found.length > page.limit }
    },

    /** How many offices the set holds. */
    countOffices: (set: RecipientSet, at: Date): Promise<number> =>
      offices.countDocuments(officesOf(set, at)),
  }
}

export type GroupRepository = ReturnType<typeof groupRepository>
