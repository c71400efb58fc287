// The day's despatch list of an office.

import type { Connection } from 'mongoose'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { collectionOf } from '../../common/collection'
import { despatchListCollection } from './schema'

export interface Posting {
  tapal: string
  office: string
  day: string
  listedAt: Date
}

/** Despatch lists: the letters that an office is to print and post on a day. */
export function despatchListRepository(connection: Connection) {
  const collection = collectionOf(connection, despatchListCollection)
  return {
    /** Puts tapals on the list of the day; one that is listed stays on its first day. */
    async enlist(entries: readonly { tapalId: string; senderOffice: string }[], at: Date): Promise<void> {
      if (entries.length === 0) return
      const rows = entries.map(({ tapalId, senderOffice }) => ({
        _id: tapalId,
        office: senderOffice,
        day: dayInKerala(at),
        listedAt: at,
        withdrawn: false,
      }))
      try {
        await collection.insertMany(rows, { ordered: false })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Takes a tapal off the list; returns whether it stood there. */
    async withdraw(tapalId: string): Promise<boolean> {
      const result = await collection.updateOne(
        { _id: tapalId },
        {
          $set: { withdrawn: true },
        },
      )
      return result.matchedCount === 1
    },

    async isListed(tapalId: string): Promise<boolean> {
      return (await collection.countDocuments({ _id: tapalId, withdrawn: false }, { limit: 1 })) === 1
    },

    /** The list of an office and day, in the order of entry. */
    async list(office: string, day: string): Promise<Posting[]> {
      const rows = await collection
        .find({ office, day, withdrawn: false }, { sort: { listedAt: 1, _id: 1 } })
        .toArray()
      return rows.map((row) => ({ tapal: row._id, office: row.office, day: row.day, listedAt: row.listedAt }))
    },
  }
}
