// Adding to the audit log, and reading what is entered of a thing.

import type { Connection } from 'mongoose'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { modelOf, withId } from '../../common/model'
import { auditSchema, type AuditRow } from './schema'

export type AuditEntry = Omit<AuditRow, '_id'> & { id: string }

export function auditRepository(connection: Connection) {
  const model = modelOf<AuditRow>(connection, 'audit', auditSchema)
  return {
    /** Enters what is not entered yet. */
    async add(entries: readonly AuditEntry[]): Promise<void> {
      if (entries.length === 0) return
      try {
        await model.collection.insertMany(entries.map(({ id, ...rest }) => ({ _id: id, ...rest })) as never, {
          ordered: false,
        })
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** What has become of one thing, newest first; a page of it. */
    async history(
      thing: AuditRow['thing'],
      subject: string,
      page: { limit: number; below?: { at: Date; id: string } },
    ): Promise<AuditEntry[]> {
      const { at, id } = page.below ?? {}
      const below = at === undefined ? {} : { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }
      const rows = await model.collection
        .find({ subject, thing, ...below } as never, { sort: { at: -1, _id: -1 }, limit: page.limit })
        .toArray()
      return rows.map((row) => withId(row as unknown as AuditRow))
    },

    async of(subject: string): Promise<AuditEntry[]> {
      const rows = await model.collection.find({ subject } as never, { sort: { at: 1, _id: 1 } }).toArray()
      return rows.map((row) => withId(row as unknown as AuditRow))
    },
  }
}

export type AuditRepository = ReturnType<typeof auditRepository>
