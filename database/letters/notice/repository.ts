// Notices: written once, and sent in messages that gather those of one address.

import type { Connection, mongo } from 'mongoose'
import { goesOut, type NoticeChannel } from '../../../domain/letters/notice/channels'
import { LONE_KINDS, type Notice, type NoticeKind, sendAt } from '../../../domain/letters/notice/notice'
import { collectionOf, recordOf } from '../../common/collection'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { noticeCollection, type NoticeRow } from './schema'

export type NoticeRecord = Omit<NoticeRow, '_id'> & { id: string }

/** What goes to one address at once. */
export interface NoticeMessage {
  id: string
  address: string
  /** The number of this try, from 1. */
  attempt: number
  /** It was sent before, and nobody noted how that ended. */
  inDoubt: boolean
  /** The oldest of them, as many as were asked for. */
  notices: NoticeRecord[]
  /** How many there are of each kind. */
  counts: Map<NoticeKind, number>
}

/** Notices; a message is claimed by one process at a time. */
export function noticeRepository(connection: Connection) {
  const collection = collectionOf(connection, noticeCollection)
  const noticeOf = recordOf(noticeCollection)
  const isWaiting = { $type: 'date' } as const

  /** Gathers what else is due at the address of the notice, or what went with it on an earlier try. */
  const gather = async (
    row: NoticeRow,
    { now, until, isNew, atOnce }: { now: Date; until: Date; isNew: boolean; atOnce: boolean },
  ): Promise<void> => {
    if (isNew && LONE_KINDS.includes(row.kind)) return
    const rest: mongo.Filter<NoticeRow> = isNew
      ? {
          channel: row.channel,
          address: row.address,
          nextAttemptAt: { ...isWaiting, $lte: now },
          message: null,
          kind: { $nin: [...LONE_KINDS] },
          ...(atOnce ? { atOnce: true } : {}),
        }
      : { message: row.message, _id: { $ne: row._id }, nextAttemptAt: isWaiting }
    await collection.updateMany(rest, {
      $set: { nextAttemptAt: until, underWay: until, message: row.message },
      $inc: { attempts: 1 },
    })
  }

  return {
    /** Writes notices that are not there yet; what does not go out is told by being there. */
    async add(notices: readonly Notice[]): Promise<void> {
      if (notices.length === 0) return
      const rows = notices.map(({ id, ...rest }) => ({
        _id: id,
        ...rest,
        attempts: 0,
        underWay: null,
        sentAt: goesOut(rest.channel) ? null : rest.at,
        nextAttemptAt: goesOut(rest.channel) ? sendAt(rest) : null,
        message: null,
        givenUp: null,
        bounced: null,
        bouncedAt: null,
        reference: '',
      }))
      try {
        await collection.insertMany(rows, { ordered: false })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Puts off what is due by the channel and can wait until then; what must go out at once stays. */
    async hold(channel: NoticeChannel, { now, until }: { now: Date; until: Date }): Promise<void> {
      await collection.updateMany(
        { channel, nextAttemptAt: { ...isWaiting, $lte: now }, atOnce: { $ne: true } },
        { $set: { nextAttemptAt: until } },
      )
    },

    /**
     * Takes what is due at one address, and keeps it from others until `until`; null where nothing is due. `message` is
     * the id of a new message; one that was tried before keeps its own, with the same notices. `atOnce`: only what must
     * go out at once.
     */
    async take(
      channel: NoticeChannel,
      options: { now: Date; until: Date; message: string; limit: number; atOnce?: boolean },
    ): Promise<NoticeMessage | null> {
      const { now, until, limit, atOnce = false } = options
      const before = await collection.findOneAndUpdate(
        { channel, nextAttemptAt: { ...isWaiting, $lte: now }, ...(atOnce ? { atOnce: true } : {}) },
        [
          {
            $set: {
              nextAttemptAt: until,
              underWay: until,
              attempts: { $add: ['$attempts', 1] },
              message: { $ifNull: ['$message', options.message] },
            },
          },
        ],
        { sort: { nextAttemptAt: 1 }, returnDocument: 'before' },
      )
      if (!before) return null
      const message = before.message ?? options.message
      const row = { ...before, message, attempts: before.attempts + 1 }
      await gather(row, { now, until, isNew: before.message === null, atOnce })
      const all = { message: row.message, nextAttemptAt: isWaiting }
      const [rows, counts] = await Promise.all([
        collection.find(all, { sort: { at: 1, _id: 1 }, limit }).toArray(),
        collection
          .aggregate<{ _id: NoticeKind; n: number }>([
            { $match: all },
            { $group: { _id: '$kind', n: { $sum: 1 } } },
          ])
          .toArray(),
      ])
      return {
        id: row.message,
        address: row.address,
        attempt: row.attempts,
        // Rows of before do not have the field.
        inDoubt: (before.underWay ?? null) !== null,
        notices: rows.map(noticeOf),
        counts: new Map(counts.map(({ _id, n }) => [_id, n])),
      }
    },

    async markSent(message: string, at: Date, reference = ''): Promise<void> {
      await collection.updateMany(
        { message, sentAt: null },
        { $set: { sentAt: at, nextAttemptAt: null, underWay: null, reference } },
      )
    },

    async retryAt(message: string, at: Date): Promise<void> {
      await collection.updateMany(
        { message, sentAt: null, bounced: null },
        { $set: { nextAttemptAt: at, underWay: null } },
      )
    },

    /** As though this try had not been: the server took nothing, whatever the message. */
    async postpone(message: string, at: Date): Promise<void> {
      await collection.updateMany(
        { message, sentAt: null, bounced: null, underWay: { $ne: null } },
        { $set: { nextAttemptAt: at, underWay: null }, $inc: { attempts: -1 } },
      )
    },

    /** Tries no more. */
    async giveUp(message: string, code: string): Promise<void> {
      await collection.updateMany(
        { message, sentAt: null },
        { $set: { nextAttemptAt: null, underWay: null, givenUp: code } },
      )
    },

    /** The address to which a message went; null for one that is not there, or no more. */
    async addressOf(message: string): Promise<string | null> {
      if (message === '') return null
      const row = await collection.findOne(
        { message: { $eq: message, $gt: '' } },
        { projection: { address: 1, _id: 0 } },
      )
      return row?.address ?? null
    },

    /** The message that a server has taken under this name, and the address to which it went; null where none is known. */
    async byReference(
      channel: NoticeChannel,
      reference: string,
    ): Promise<{ message: string; address: string } | null> {
      if (reference === '') return null
      const row = await collection.findOne(
        { reference: { $eq: reference, $gt: '' }, channel },
        { projection: { message: 1, address: 1, _id: 0 } },
      )
      return row?.message ? { message: row.message, address: row.address } : null
    },

    /** The message came back: it is not tried any more. Returns whether this call marked it. */
    async markBounced(message: string, code: string, at: Date): Promise<boolean> {
      const result = await collection.updateMany(
        { message: { $eq: message, $gt: '' }, bounced: null },
        { $set: { bounced: code, bouncedAt: at, nextAttemptAt: null } },
      )
      return result.modifiedCount > 0
    },

    /** Notices that wait to go out by the channel, counted up to `limit`, and when the first is due. Reads the index alone. */
    async waiting(channel: NoticeChannel, limit: number): Promise<{ count: number; due: Date | null }> {
      const filter = { channel, nextAttemptAt: isWaiting }
      const index = { channel: 1, nextAttemptAt: 1 } as const
      const projection = { nextAttemptAt: 1, _id: 0 }
      const [count, first] = await Promise.all([
        collection.countDocuments(filter, { limit, hint: index }),
        collection.findOne(filter, { sort: { nextAttemptAt: 1 }, hint: index, projection }),
      ])
      return { count, due: first?.nextAttemptAt ?? null }
    },

    /** The newest portal notices of some kinds for some seats, and for the operators if asked. */
    async newest(
      seats: readonly string[],
      { operator, kinds, limit }: { operator: boolean; kinds: readonly NoticeKind[]; limit: number },
    ): Promise<NoticeRecord[]> {
      const who: mongo.Filter<NoticeRow>[] = [
        { seat: { $in: seats } },
        ...(operator ? [{ role: 'operator' } as const] : []),
      ]
      const rows = await collection
        .find({ channel: 'portal', kind: { $in: kinds }, $or: who }, { sort: { at: -1, _id: -1 }, limit })
        .toArray()
      return rows.map(noticeOf)
    },
  }
}
