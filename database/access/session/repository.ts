// Sessions: begun at sign-in, ended by the holder, by idleness or by age.

import type { Connection } from 'mongoose'
import type { Session as Transaction } from '../../common/transaction'
import { collectionOf } from '../../common/collection'
import { sessionCollection, type SessionRow } from './schema'

export type Session = Omit<SessionRow, '_id'> & { hash: string }

const TOUCH_EVERY_MS = 60_000

export function sessionRepository(connection: Connection) {
  const collection = collectionOf(connection, sessionCollection)
  return {
    async begin({ hash, ...rest }: Session): Promise<void> {
      await collection.insertOne({ _id: hash, ...rest })
    },

    /** The session if it lives: not past its end, and used within `idleMs`. Its use is noted once a minute. */
    async live(hash: string, now: Date, idleMs: number): Promise<Session | null> {
      const row = await collection.findOne({
        _id: hash,
        expiresAt: { $gt: now },
        usedAt: { $gt: new Date(now.getTime() - idleMs) },
      })
      if (!row) return null
      if (now.getTime() - row.usedAt.getTime() > TOUCH_EVERY_MS)
        await collection.updateOne({ _id: hash }, { $max: { usedAt: now } })
      const { _id, ...rest } = row
      return { hash: _id, ...rest }
    },

    async end(hash: string): Promise<void> {
      await collection.deleteOne({ _id: hash })
    },

    async endAllOfEmployee(employee: string, transaction: Transaction): Promise<void> {
      await collection.deleteMany({ employee }, { session: transaction })
    },

    /** The sessions of an employee go on under another number. */
    async renumber(from: string, to: string, transaction: Transaction): Promise<void> {
      await collection.updateMany({ employee: from }, { $set: { employee: to } }, { session: transaction })
    },

    async endAllOf(login: string): Promise<void> {
      await collection.deleteMany({ login })
    },
  }
}
