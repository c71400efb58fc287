// The audit log: the one writer of its entries, and the reading of what is entered of a thing.

import type { ClientSession, Connection } from 'mongoose'
import type { Session } from '../../common/transaction'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { collectionOf, recordOf } from '../../common/collection'
import { fillPage } from '../../common/page'
import { auditChain } from './chain'
import { auditEntry, type ChangeNote, type Changed, differenceOf, markOf } from './entry'
import { slicesOf } from '../../../domain/common/item/slices'
import { auditCollection, type AuditRow } from './schema'

export type AuditEntry = Omit<AuditRow, '_id'> & { id: string }

/** Entries that one message of the driver carries at most. */
const BATCH = 1_000

/** Writes entries within a transaction, with the change that they tell of. */
export function auditWriter(connection: Connection) {
  const rows = collectionOf(connection, auditCollection)
  return {
    /** Enters all; an entry that is there already is the driver's error, and nothing of the transaction stays. */
    async enter(entries: readonly AuditRow[], session: ClientSession): Promise<void> {
      for (const some of slicesOf(entries, BATCH)) await rows.insertMany(some, { session, ordered: false })
    },
  }
}

/** The thing that changed; without a mark, what was done and when tells this change of it from others. */
type Noted = Omit<Changed, 'mark'> & Partial<Pick<Changed, 'mark'>>

function entryOfChange(noted: Noted, { before, after }: Compared, change: ChangeNote): AuditRow {
  const difference = after === undefined ? {} : before === undefined ? { after } : differenceOf(before, after)
  return auditEntry({ mark: markOf(change), ...noted }, difference, change)
}

/** The object before and after the change, of which the fields that differ are entered; or only what is to be said of it. */
interface Compared {
  before?: object | null
  after?: Record<string, unknown>
}

/** The audit log: entering changes, linking entries into the chain, and reading what is entered of a thing. */
export function auditRepository(connection: Connection) {
  const rows = collectionOf(connection, auditCollection)
  const entryOf = recordOf(auditCollection)
  const writer = auditWriter(connection)
  return {
    ...writer,
    ...auditChain(rows),

    /** Enters a change within the transaction that makes it. */
    note: (noted: Noted, compared: Compared, change: ChangeNote, session: Session): Promise<void> =>
      writer.enter([entryOfChange(noted, compared, change)], session),

    /** Enters what is not entered yet. */
    async add(entries: readonly AuditEntry[]): Promise<void> {
      if (entries.length === 0) return
      try {
        await rows.insertMany(
          entries.map(({ id, ...rest }) => ({ _id: id, ...rest })),
          { ordered: false },
        )
      } catch (error) {
        if (!isOnlyDuplicateKeys(error)) throw error
      }
    },

    /** Those of the entries that are there, by their ids. */
    async present(ids: readonly string[]): Promise<Set<string>> {
      const idRows = await rows.find({ _id: { $in: [...ids] } }, { projection: { _id: 1 } }).toArray()
      return new Set(idRows.map(({ _id }) => _id))
    },

    /** What has become of one thing, newest first; a page of it, and whether there is more. */
    async history(
      thing: AuditRow['thing'],
      subject: string,
      page: { limit: number; below?: { at: Date; id: string } },
    ): Promise<{ items: AuditEntry[]; more: boolean }> {
      const { at, id } = page.below ?? {}
      const below = at === undefined ? {} : { $or: [{ at: { $lt: at } }, { at, _id: { $lt: id } }] }
      const cursor = rows.find(
        { subject, thing, ...below },
        { sort: { at: -1, _id: -1 }, limit: page.limit + 1 },
      )
      const { items, more } = await fillPage(cursor, page.limit)
      return { items: items.map(entryOf), more }
    },

    async of(subject: string): Promise<AuditEntry[]> {
      const entries = await rows.find({ subject }, { sort: { at: 1, _id: 1 } }).toArray()
      return entries.map(entryOf)
    },
  }
}
