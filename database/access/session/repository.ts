// Sessions: begun at sign-in, ended by the holder, by idleness or by age.

import type { Connection } from 'mongoose'
import { inTransaction, type Session as Transaction } from '../../common/transaction'
import { auditEntry } from '../audit/entry'
import { auditWriter } from '../audit/repository'
import { collectionOf } from '../../common/collection'
import { sessionCollection, type SessionRow } from './schema'

export type Session = Omit<SessionRow, '_id'> & { hash: string }

/** Signs of the hash that tell sessions of a login apart in the audit log; too few to find the session by. */
const NAMED_BY = 16
const TOUCH_EVERY_MS = 60_000

/** Sessions, each under the hash of its token; the token itself is not stored. */
export function sessionRepository(connection: Connection) {
  const collection = collectionOf(connection, sessionCollection)
  const audit = auditWriter(connection)
  const enter = (
    { hash, login }: Pick<Session, 'hash' | 'login'>,
    what: 'signed-in' | 'signed-out',
    at: Date,
    transaction: Transaction,
  ): Promise<void> => {
    const mark = `${what}:${hash.slice(0, NAMED_BY)}`
    const actor = { kind: 'operator', account: `account:${login}` } as const
    return audit.enter(
      [auditEntry({ thing: 'session', id: login, mark }, {}, { what, actor, at })],
      transaction,
    )
  }
  return {
    /** Begins a session, with its entry in the audit log. */
    begin: ({ hash, ...rest }: Session): Promise<void> =>
      inTransaction(connection, async (transaction) => {
        await collection.insertOne({ _id: hash, ...rest }, { session: transaction })
        await enter({ hash, login: rest.login }, 'signed-in', rest.startedAt, transaction)
      }),

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

    /** Ends a session, with its entry in the audit log; one that has ended already stays so. */
    end: (hash: string, at: Date): Promise<void> =>
      inTransaction(connection, async (transaction) => {
        const row = await collection.findOneAndDelete({ _id: hash }, { session: transaction })
        if (row) await enter({ hash, login: row.login }, 'signed-out', at, transaction)
      }),

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
