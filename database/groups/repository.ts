// Groups of recipients, and the offices that they hold.

import type { Connection } from 'mongoose'
import type { RecipientSet } from '../../domain/groups/compile'
import type { Group } from '../../domain/groups/group'
import type { Office } from '../../domain/office/office'
import type { RoutedOffice } from '../../domain/routing/view'
import { coalesced } from '../coalesce'
import { modelOf, withId } from '../model'
import { officeSchema, type OfficeRow } from '../offices/schema'
import { type ChangeNote, versionedRows } from '../versioned'
import { officesOf } from './filter'
import { groupSchema, type GroupRow } from './schema'

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
  const model = modelOf<GroupRow>(connection, 'groups', groupSchema)
  const offices = modelOf<OfficeRow>(connection, 'offices', officeSchema)
  const rows = versionedRows(connection, model, 'group')
  const byIds = coalesced(async (ids: readonly string[]): Promise<Map<string, Group>> => {
    const found = await model.collection.find({ _id: { $in: ids } } as never).toArray()
    return new Map(found.map((row) => [String(row._id), withId(row as unknown as GroupRow)]))
  })

  return {
    byIds,

    byId: async (id: string): Promise<Group | null> => (await byIds([id])).get(id) ?? null,

    /** Throws KcsError `exists-already`. */
    async add({ id, ...rest }: Group, change: ChangeNote): Promise<Group> {
      return withId(await rows.add({ _id: id, ...rest }, change))
    },

    /** Changes the group on the version named; throws KcsError `not-found` or `version-stale`, and what `edit` throws. */
    async change(
      id: string,
      version: number,
      edit: (group: Group) => Group,
      change: ChangeNote,
    ): Promise<Group> {
      const changed = await rows.change(
        id,
        version,
        (row) => {
          const { id: _id, ...rest } = edit(withId(row))
          return { _id, ...rest }
        },
        change,
      )
      return withId(changed)
    },

    /** A page of groups by id; those kept by an office, where one is named. */
    async list(
      office: string | null,
      page: { limit: number; above?: string },
    ): Promise<{ items: Group[]; next: string | null }> {
      const filter = {
        ...(office === null ? {} : { office }),
        ...(page.above === undefined ? {} : { _id: { $gt: page.above } }),
      }
      const found = await model.collection
        .find(filter as never, { sort: { _id: 1 }, limit: page.limit + 1 })
        .toArray()
      const items = found.slice(0, page.limit).map((row) => withId(row as unknown as GroupRow))
      return { items, next: found.length > page.limit ? items[items.length - 1]!.id : null }
    },

    /** The offices of the set as of the instant, in the order of their codes; one cursor, a round trip for each batch. */
    async *offices(set: RecipientSet, at: Date, batch: number): AsyncGenerator<RoutedOffice[]> {
      const cursor = offices.collection.find(officesOf(set, at) as never, {
        sort: { _id: 1 },
        projection: ROUTED,
        batchSize: batch,
        noCursorTimeout: false,
      })
      try {
        // The first batch comes with the question, each other with the next row that is asked for.
        while (await cursor.hasNext()) {
          const part = cursor.readBufferedDocuments() as unknown as OfficeRow[]
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
      const found = (await offices.collection
        .find({ $and: [officesOf(set, at), { _id: { $gt: page.above } }] } as never, {
          sort: { _id: 1 },
          limit: page.limit + 1,
        })
        .toArray()) as unknown as OfficeRow[]
      const items = found.slice(0, page.limit).map(({ _id, ...rest }) => ({ code: _id, ...rest }))
      return { items, more: found.length > page.limit }
    },

    /** How many offices the set holds. */
    countOffices: (set: RecipientSet, at: Date): Promise<number> =>
      offices.collection.countDocuments(officesOf(set, at) as never),
  }
}

export type GroupRepository = ReturnType<typeof groupRepository>
