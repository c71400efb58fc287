// The directory of offices.

import type { Connection } from 'mongoose'
import type { Office } from '../../domain/office/office'
import type { DeliveryProfile } from '../../domain/office/profile'
import { coalesced } from '../coalesce'
import { directoryUpkeep } from '../directory/upkeep'
import { modelOf } from '../model'
import { asOffice, officeEditing } from './editing'
import { officeSchema, type OfficeRow } from './schema'

export function officeRepository(connection: Connection) {
  const model = modelOf<OfficeRow>(connection, 'offices', officeSchema)
  const upkeep = directoryUpkeep(connection)
  return {
    ...officeEditing(connection),

    async byCode(code: string): Promise<Office | null> {
      const row = await model.collection.findOne({ _id: code } as never)
      return row ? asOffice(row as unknown as OfficeRow) : null
    },

    byCodes: coalesced(async (codes: readonly string[]): Promise<Map<string, Office>> => {
      const rows = await model.collection.find({ _id: { $in: codes } } as never).toArray()
      return new Map(rows.map((row) => [String(row._id), asOffice(row as unknown as OfficeRow)]))
    }),

    /** Writes offices as they are given; the same again changes nothing. */
    async save(offices: readonly Office[]): Promise<void> {
      if (offices.length === 0) return
      await upkeep.offices(offices)
      await model.bulkWrite(
        offices.map(({ code, ...rest }) => ({
          updateOne: { filter: { _id: code }, update: { $set: rest }, upsert: true },
        })) as never,
        { ordered: false },
      )
    },

    /** Adds a profile to those of the office, once for its instant; the profiles before it stay for the letters before it. */
    async addProfile(code: string, profile: DeliveryProfile): Promise<void> {
      await model.collection.updateOne(
        { _id: code, 'profiles.from': { $ne: profile.from } } as never,
        { $push: { profiles: profile } } as never,
      )
    },

    /** A page of offices by code; `text` matches the beginning of a code or a part of a name, literally. */
    async list(
      text: string,
      page: { limit: number; above?: string },
    ): Promise<{ items: Office[]; next: string | null }> {
      const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      const filter = {
        ...(page.above === undefined ? {} : { _id: { $gt: page.above } }),
        ...(text === ''
          ? {}
          : {
              $or: [
                { _id: { $regex: `^${pattern}`, $options: 'i' } },
                { name: { $regex: pattern, $options: 'i' } },
                { nameMl: { $regex: pattern } },
              ],
            }),
      }
      const rows = await model.collection
        .find(filter as never, { sort: { _id: 1 }, limit: page.limit + 1, maxTimeMS: 3000 })
        .toArray()
      const items = rows.slice(0, page.limit).map((row) => asOffice(row as unknown as OfficeRow))
      return { items, next: rows.length > page.limit ? items[items.length - 1]!.code : null }
    },
  }
}

export type OfficeRepository = ReturnType<typeof officeRepository>
