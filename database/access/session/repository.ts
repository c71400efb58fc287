// Sessions: begun at sign-in, ended by the holder, by idleness or by age.

import type { Connection } from 'mongoose'
import { modelOf } from '../../common/model'
import { sessionSchema, type SessionRow } from './schema'

export type Session = Omit<SessionRow, '_id'> & { hash: string }

const TOUCH_EVERY_MS = 60_000

export function sessionRepository(connection: Connection) {
  const model = modelOf<SessionRow>(connection, 'sessions', sessionSchema)
  return {
    async begin({ hash, ...rest }: Session): Promise<void> {
      await model.collection.insertOne({ _id: hash, ...rest } as never)
    },

    /** The session if it lives: not past its end, and used within `idleMs`. Its use is noted once a minute. */
    async live(hash: string, now: Date, idleMs: number): Promise<Session | null> {
      const row = (await model.collection.findOne({
        _id: hash,
        expiresAt: { $gt: now },
        usedAt: { $gt: new Date(now.getTime() - idleMs) },
      } as never)) as unknown as SessionRow | null
      if (!row) return null
      if (now.getTime() - row.usedAt.getTime() > TOUCH_EVERY_MS)
        await model.collection.updateOne({ _id: hash } as never, { $max: { usedAt: now } } as never)
      const { _id, ...rest } = row
      return { hash: _id, ...rest }
    },

    async end(hash: string): Promise<void> {
      await model.collection.deleteOne({ _id: hash } as never)
    },

    async endAllOf(login: string): Promise<void> {
      await model.collection.deleteMany({ login } as never)
    },
  }
}

export type SessionRepository = ReturnType<typeof sessionRepository>
