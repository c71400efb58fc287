// Rows that people edit: a change goes in only on the version it was made for, and with it its entry in the audit log.

import type { Connection } from 'mongoose'
import { KcsError } from '../../domain/common/error'
import { auditEntry, type ChangeNote, differenceOf } from '../access/audit/entry'
import { auditWriter } from '../access/audit/repository'
import type { AuditRow } from '../access/audit/schema'
import { collectionOf, type Declaration } from './collection'
import { isDuplicateKey } from './errors'
import { requireRoom } from './history'
import { type Session, within } from './transaction'

export interface Versioned {
  _id: string
  version: number
}

/**
 * Versioned writing of the rows of one collection; `thing` is their name in the audit log. `follow` keeps what is drawn from
 * a row in step with it, in the same transaction.
 */
export function versionedRows<Row extends Versioned>(
  connection: Connection,
  declaration: Declaration<Row>,
  thing: AuditRow['thing'],
  follow: (row: Row, session: Session) => Promise<void> = async () => undefined,
) {
  // Every row has an id and a version, and more of it is not asked for here.
  const rows = collectionOf<Versioned>(connection, declaration)
  const audit = auditWriter(connection)

  const note = async (
    before: Row | null,
    after: Row,
    change: ChangeNote,
    session: Session,
  ): Promise<void> => {
    const subject = { thing, id: after._id, mark: after.version }
    await audit.enter([auditEntry(subject, differenceOf(before, after), change)], session)
  }

  const insert = async (row: Row, change: ChangeNote, session: Session): Promise<Row> => {
    try {
      await rows.insertOne(row, { session })
    } catch (error) {
      if (isDuplicateKey(error)) throw new KcsError('exists-already', { detail: `${thing} ${row._id}` })
      throw error
    }
    await note(null, row, change, session)
    await follow(row, session)
    return row
  }

  return {
    /**
     * Enters a new row, in the transaction of the caller or in one of its own. Throws KcsError `exists-already` where
     * there is one under its id.
     */
    add: (row: Row, change: ChangeNote, outer?: Session): Promise<Row> =>
      within(connection, outer, (session) => insert(row, change, session)),

    /**
     * Changes the row if it is still of the version; `edit` returns the row as it should be, or the same for no change.
     * The transaction is that of the caller, or one of its own. Throws KcsError `not-found`, `version-stale` or `history-full`, and
     * what `edit` throws.
     */
    async change(
      id: string,
      version: number | null,
      edit: (row: Row, session: Session) => Row | Promise<Row>,
      change: ChangeNote,
      outer?: Session,
    ): Promise<Row> {
      return within(connection, outer, async (session) => {
        const storedRow = (await rows.findOne({ _id: id }, { session })) as Row | null
        if (!storedRow) throw new KcsError('not-found')
        const before = declaration.withDefaults(storedRow)
        if (version !== null && before.version !== version) throw new KcsError('version-stale')
        const after = await edit(before, session)
        if (after === before) return before
        const next = { ...after, version: before.version + 1 }
        requireRoom(thing, before, next)
        const { _id, ...set } = next
        await rows.updateOne({ _id, version: before.version }, { $set: set }, { session })
        await note(before, next, change, session)
        await follow(next, session)
        return next
      })
    },
  }
}
