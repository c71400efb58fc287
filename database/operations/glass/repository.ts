// Broken glass: opened with an entry in the audit log, and closed by time.

import type { Connection } from 'mongoose'
import { auditEntry, type ChangeNote, markOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { collectionOf } from '../../common/collection'
import { inTransaction } from '../../common/transaction'
import { glassCollection, type GlassRow } from './schema'

/** Letters that an operator may read for a time, for a reason that is in the audit log. */
export function glassRepository(connection: Connection) {
  const rows = collectionOf(connection, glassCollection)
  const audit = auditWriter(connection)
  return {
    /** Until when the account sees the letter; null where it does not. */
    async openUntil(login: string, tapal: string, now: Date): Promise<Date | null> {
      const row = await rows.findOne({ _id: `${login}:${tapal}`, until: { $gt: now } })
      return row?.until ?? null
    },

    /** The letters that the account sees now. */
    async openTo(login: string, now: Date): Promise<{ tapal: string; dispatch: string }[]> {
      const open = await rows.find({ login, until: { $gt: now } }).toArray()
      return open.map(({ tapal, dispatch }) => ({ tapal, dispatch }))
    },

    /** The account sees the letter until the instant. */
    async open(
      { login, tapal, dispatch, until, reason }: Omit<GlassRow, '_id'> & { reason: string },
      note: ChangeNote,
    ): Promise<void> {
      await inTransaction(connection, async (session) => {
        const _id = `${login}:${tapal}`
        await rows.updateOne({ _id }, { $set: { login, tapal, dispatch, until } }, { upsert: true, session })
        const after = { reason, until }
        await audit.enter(
          [auditEntry({ thing: 'tapal', id: tapal, mark: `${markOf(note)}:${login}` }, { after }, note)],
          session,
        )
      })
    },
  }
}
