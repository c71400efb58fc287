// The day's despatch list of an office.

import type { Connection } from 'mongoose'
import { dayInKerala } from '../../../domain/common/clock/ist'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { modelOf } from '../../common/model'
import { postingSchema, type PostingRow } from './schema'

export interface Posting {
  tapal: string
  office: string
  day: string
  listedAt: Date
}

export function postingRepository(connection: Connection) {
  const model = modelOf<PostingRow>(connection, 'postings', postingSchema)
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
        await model.collection.insertMany(rows as never, { ordered: false })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Takes a tapal off the list; answers whether it stood there. */
    async withdraw(tapalId: string): Promise<boolean> {
      const answer = await model.collection.updateOne({ _id: tapalId } as never, {
        $set: { withdrawn: true },
      })
      return answer.matchedCount === 1
    },

    async isListed(tapalId: string): Promise<boolean> {
      return (
        (await model.collection.countDocuments({ _id: tapalId, withdrawn: false } as never, { limit: 1 })) ===
        1
      )
    },

    /** The list of an office and day, in the order of entry. */
    async list(office: string, day: string): Promise<Posting[]> {
      const rows = (await model.collection
        .find({ office, day, withdrawn: false } as never, { sort: { listedAt: 1, _id: 1 } })
        .toArray()) as unknown as PostingRow[]
      return rows.map((row) => ({ tapal: row._id, office: row.office, day: row.day, listedAt: row.listedAt }))
    },
  }
}

export type PostingRepository = ReturnType<typeof postingRepository>
