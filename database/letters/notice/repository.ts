// Notices: written once, sent once.

import type { Connection } from 'mongoose'
import type { Notice } from '../../../domain/letters/notice/notice'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { modelOf, withId } from '../../common/model'
import { noticeSchema, type NoticeRow } from './schema'

export type NoticeRecord = Omit<NoticeRow, '_id'> & { id: string }

export function noticeRepository(connection: Connection) {
  const model = modelOf<NoticeRow>(connection, 'notices', noticeSchema)
  return {
    /** Writes notices that are not there yet; portal notices are told by being there. */
    async add(notices: readonly Notice[]): Promise<void> {
      if (notices.length === 0) return
      const rows = notices.map(({ id, ...rest }) => ({
        _id: id,
        ...rest,
        attempts: 0,
        sentAt: rest.channel === 'portal' ? rest.at : null,
        nextAttemptAt: rest.channel === 'portal' ? null : rest.at,
      }))
      try {
        await model.collection.insertMany(rows as never, { ordered: false })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Takes one unsent notice that is due, and keeps it from others until `until`. */
    async take(now: Date, until: Date): Promise<NoticeRecord | null> {
      const row = await model.collection.findOneAndUpdate(
        { nextAttemptAt: { $type: 'date', $lte: now } } as never,
        { $set: { nextAttemptAt: until }, $inc: { attempts: 1 } } as never,
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
      )
      return row ? withId(row as unknown as NoticeRow) : null
    },

    async markSent(id: string, at: Date): Promise<void> {
      await model.collection.updateOne({ _id: id } as never, { $set: { sentAt: at, nextAttemptAt: null } })
    },

    async retryAt(id: string, at: Date | null): Promise<void> {
      await model.collection.updateOne({ _id: id, sentAt: null } as never, { $set: { nextAttemptAt: at } })
    },

    /** The newest portal notices of some seats, and of the operators if asked. */
    async newest(seats: readonly string[], operator: boolean, limit: number): Promise<NoticeRecord[]> {
      const who = [{ seat: { $in: seats } }, ...(operator ? [{ role: 'operator' }] : [])]
      const rows = await model.collection
        .find({ channel: 'portal', $or: who } as never, { sort: { at: -1, _id: -1 }, limit })
        .toArray()
      return rows.map((row) => withId(row as unknown as NoticeRow))
    },
  }
}

export type NoticeRepository = ReturnType<typeof noticeRepository>
