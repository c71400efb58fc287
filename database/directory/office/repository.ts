// The directory of offices.

import type { Connection } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'
import { coalesced } from '../../common/coalesce'
import { directoryUpkeep } from '../search/upkeep'
import { AT_ONCE, modelOf } from '../../common/model'
import { asOffice, officeEditing } from './editing'
import { officeLookups } from './lookups'
import { officeSchema, type OfficeRow } from './schema'

export function officeRepository(connection: Connection) {
  const model = modelOf<OfficeRow>(connection, 'offices', officeSchema)
  const upkeep = directoryUpkeep(connection)
  return {
    ...officeEditing(connection),
    ...officeLookups(connection),

    async byCode(code: string): Promise<Office | null> {
      const row = await model.collection.findOne({ _id: code } as never)
      return row ? asOffice(row as unknown as OfficeRow) : null
    },

    byCodes: coalesced(async (codes: readonly string[]): Promise<Map<string, Office>> => {
      const rows = await model.collection.find({ _id: { $in: codes } } as never, AT_ONCE).toArray()
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
  }
}

export type OfficeRepository = ReturnType<typeof officeRepository>
