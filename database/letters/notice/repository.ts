// Notices: written once, sent once.

import type { Connection, mongo } from 'mongoose'
import { goesOut, type NoticeChannel } from '../../../domain/letters/notice/channels'
import type { Notice } from '../../../domain/letters/notice/notice'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { collectionOf, recordOf } from '../../common/collection'
import { noticeCollection, type NoticeRow } from './schema'

export type NoticeRecord = Omit<NoticeRow, '_id'> & { id: string }

export function noticeRepository(connection: Connection) {
  const collection = collectionOf(connection, noticeCollection)
  const noticeOf = recordOf(noticeCollection)
  return {
    /** Writes notices that are not there yet; what does not go out is told by being there. */
    async add(notices: readonly Notice[]): Promise<void> {
      if (notices.length === 0) return
      const rows = notices.map(({ id, ...rest }) => ({
        _id: id,
        ...rest,
        attempts: 0,
        sentAt: goesOut(rest.channel) ? null : rest.at,
        nextAttemptAt: goesOut(rest.channel) ? rest.at : null,
      }))
      try {
        await collection.insertMany(rows, { ordered: false })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Takes one unsent notice of the channel that is due, and keeps it from others until `until`. */
    async take(channel: NoticeChannel, now: Date, until: Date): Promise<NoticeRecord | null> {
      const row = await collection.findOneAndUpdate(
        { channel, nextAttemptAt: { $type: 'date', $lte: now } },
        { $set: { nextAttemptAt: until }, $inc: { attempts: 1 } },
        { sort: { nextAttemptAt: 1 }, returnDocument: 'after' },
      )
      return row ? noticeOf(row) : null
    },

    async markSent(id: string, at: Date): Promise<void> {
      await collection.updateOne({ _id: id }, { $set: { sentAt: at, nextAttemptAt: null } })
    },

    async retryAt(id: string, at: Date | null): Promise<void> {
      await collection.updateOne({ _id: id, sentAt: null }, { $set: { nextAttemptAt: at } })
    },

    /** The newest portal notices of some seats, and of the operators if asked. */
    async newest(seats: readonly string[], operator: boolean, limit: number): Promise<NoticeRecord[]> {
      const who: mongo.Filter<NoticeRow>[] = [
        { seat: { $in: seats } },
        ...(operator ? [{ role: 'operator' } as const] : []),
      ]
      const rows = await collection
        .find({ channel: 'portal', $or: who }, { sort: { at: -1, _id: -1 }, limit })
        .toArray()
      return rows.map(noticeOf)
    },
  }
}
