// Acts of senders on many recipients; each step is held by one process at a time, and a killed one is taken up by another.

import type { Connection } from 'mongoose'
import { auditEntry, type ChangeNote } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { collectionOf, recordOf } from '../../common/collection'
import { isDuplicateKey } from '../../common/errors'
import { pageOf, type Page, type PageRequest } from '../../common/page'
import { inTransaction, type Session } from '../../common/transaction'
import { ledgerActCollection, type LedgerActRow } from './act-schema'

export type LedgerAct = Omit<LedgerActRow, '_id'> & { id: string }
export type NewLedgerAct = Omit<LedgerAct, 'state' | 'nextAt' | 'cursor' | 'done' | 'endedAt'>

/** Acts and how far they are. */
export function ledgerActRepository(connection: Connection) {
  const rows = collectionOf(connection, ledgerActCollection)
  const actOf = recordOf(ledgerActCollection)
  const audit = auditWriter(connection)

  return {
    async byKey(key: string): Promise<LedgerAct | null> {
      const row = await rows.findOne({ key })
      return row && actOf(row)
    },

    /**
     * Begins an act, with its entry in the audit log where there is to be one. `first` is what is written before it in the same
     * transaction; false of it, and an act of this key that is there, begin nothing. Returns whether it began.
     */
    async begin(
      { id, ...act }: NewLedgerAct,
      note: ChangeNote | null,
      first: (session: Session) => Promise<boolean> = () => Promise.resolve(true),
    ): Promise<boolean> {
      const { dispatch, district, department, alsoDelivered, reason, expected, at } = act
      const progress = { state: 'under-way' as const, nextAt: at, cursor: '', done: null, endedAt: null }
      const after = { act: id, district, department, alsoDelivered, reason, expected }
      try {
        return await inTransaction(connection, async (session) => {
          if (!(await first(session))) return false
          await rows.insertOne({ _id: id, ...act, ...progress }, { session })
          const changed = { thing: 'dispatch' as const, id: dispatch, mark: id }
          if (note) await audit.enter([auditEntry(changed, { after }, note)], session)
          return true
        })
      } catch (error) {
        if (!isDuplicateKey(error)) throw error
        return false
      }
    },

    /** What was done with the recipients of a letter, newest first. */
    async ofDispatch(dispatch: string, page: PageRequest): Promise<Page<LedgerAct>> {
      const { items, next } = await pageOf((...asked) => rows.find(...asked), { dispatch }, page)
      return { items: items.map(actOf), next }
    },

    /** Takes a step of an act that is due, of that one or of the one that has waited longest; nobody else has it until then. */
    async take(now: Date, until: Date, id?: string): Promise<LedgerAct | null> {
      const row = await rows.findOneAndUpdate(
        { ...(id === undefined ? {} : { _id: id }), state: 'under-way', nextAt: { $lte: now } },
        { $set: { nextAt: until } },
        { sort: { nextAt: 1 }, returnDocument: 'after' },
      )
      return row && actOf(row)
    },

    /** A step is done, and the ledger is dealt with up to the tapal; not where the step is another's meanwhile. */
    async advance({ id, nextAt: held }: LedgerAct, cursor: string, nextAt: Date): Promise<void> {
      await rows.updateOne({ _id: id, nextAt: held, state: 'under-way' }, { $set: { cursor, nextAt } })
    },

    /** For test letters alone, which are removed as a whole. */
    async removeOf(dispatches: readonly string[]): Promise<void> {
      await rows.deleteMany({ dispatch: { $in: [...dispatches] } })
    },

    /** All is done. */
    async end({ id }: LedgerAct, done: number, endedAt: Date): Promise<void> {
      await rows.updateOne(
        { _id: id, state: 'under-way' },
        { $set: { state: 'done', done, endedAt, nextAt: null } },
      )
    },
  }
}
