// The directory of offices.

import type { Connection } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'
import { coalesced } from '../../common/coalesce'
import { searchUpkeep } from '../search/upkeep'
import { AT_ONCE, collectionOf } from '../../common/collection'
import { officeEditing } from './editing'
import { officeLookups } from './lookups'
import { officeSets } from './sets'
import { asOffice, officeCollection } from './schema'

/** Offices: reading, changing, and those of a set. */
export function officeRepository(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  const upkeep = searchUpkeep(connection)
  return {
    ...officeEditing(connection),
    ...officeLookups(connection),
    ...officeSets(connection),

    async byCode(code: string): Promise<Office | null> {
      const row = await collection.findOne({ _id: code })
      return row ? asOffice(row) : null
    },

    byCodes: coalesced(async (codes: readonly string[]): Promise<Map<string, Office>> => {
      const rows = await collection.find({ _id: { $in: codes } }, AT_ONCE).toArray()
      return new Map(rows.map((row) => [String(row._id), asOffice(row)]))
    }),

    /** Writes offices as they are given; the same again changes nothing. */
    async save(offices: readonly Office[]): Promise<void> {
      if (offices.length === 0) return
      await upkeep.offices(offices)
      await collection.bulkWrite(
        offices.map(({ code, ...rest }) => ({
          updateOne: { filter: { _id: code }, update: { $set: rest }, upsert: true },
        })),
        { ordered: false },
      )
    },
  }
}
