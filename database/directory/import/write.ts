// Writing many rows of the directory at once, each with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { auditEntry, type ChangeNote, differenceOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { requireRoom } from '../../common/history'
import { inTransaction } from '../../common/transaction'
import { searchUpkeep } from '../search/upkeep'
import { groupedBy } from '../../../domain/common/item/grouped'
import { type Change, collectionOfThing, rowOf, type StoredRow } from './change'

class Stale extends Error {}

/**
 * Writes all of the changes and their entries, or nothing; what stays as it is is left alone. Returns false where a row
 * is not as it was read any more: the caller reads again and makes its changes on what it finds. Throws KcsError `history-full`.
 */
export async function writeChanges(
  connection: Connection,
  planned: readonly Change[],
  note: ChangeNote,
): Promise<boolean> {
  const changes = planned.filter(({ before, after }) => before !== after)
  if (changes.length === 0) return true
  const rows = changes.map((change) => comparedRow(change, note.at))
  const entries = rows.map(({ thing, row, mark, difference }) =>
    auditEntry({ thing, id: row._id, mark }, difference, note),
  )
  const writesByCollection = groupedBy(rows, ({ thing }) => collectionOfThing(thing))
  try {
    await inTransaction(connection, async (session) => {
      for (const [name, own] of writesByCollection) await writeAll(connection, name, own, session)
      await writeAll(connection, 'seats', takenSeats(changes), session)
      await searchUpkeep(connection).follow(rows, session)
      await auditWriter(connection).enter(entries, session)
    })
    return true
  } catch (error) {
    if (error instanceof Stale || isOnlyDuplicateKeys(error)) return false
    throw error
  }
}

interface Write {
  write: { insertOne: { document: StoredRow } } | { updateOne: { filter: object; update: object } }
}

/** The row after a change with its write and mark, and the fields that differ; of a new row those that are filled. */
function comparedRow({ thing, before, after }: Change, at: Date) {
  const row = rowOf(thing, after)
  if (before === null) {
    const { _id, version: _version, ...fields } = row
    const filled = Object.entries(fields).filter(([, value]) => !isEmpty(value))
    const difference = { before: {}, after: Object.fromEntries(filled) }
    return { thing, row, mark: 1, difference, write: { insertOne: { document: row } } }
  }
  const was = rowOf(thing, before)
  requireRoom(thing, was, row)
  const { _id, version } = was
  const difference = differenceOf(was, row)
  // A thing without versions is told by the instant.
  const next = version === undefined ? {} : { version: version + 1 }
  const filter = version === undefined ? { _id } : { _id, version }
  const write = { updateOne: { filter, update: { $set: { ...difference.after, ...next } } } }
  return { thing, row, mark: next.version ?? at.getTime(), difference, write }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (value instanceof Array && !value.length)
}

/** As whoever changes the charges of a seat does: of two at once the other is repeated after this one. */
function takenSeats(changes: readonly Change[]): Write[] {
  const charges = changes.filter((one) => one.thing === 'charge')
  const taken = new Map(charges.map((one) => [one.after.seat, one.taken]))
  return [...taken].map(([_id, times]) => {
    const unless = times === undefined ? {} : { chargesChanged: times === 0 ? { $in: [0, null] } : times }
    return { write: { updateOne: { filter: { _id, ...unless }, update: { $inc: { chargesChanged: 1 } } } } }
  })
}

/** Throws Stale unless each update meets its row. */
async function writeAll(
  connection: Connection,
  name: string,
  writes: readonly Write[],
  session: ClientSession,
): Promise<void> {
  if (writes.length === 0) return
  const operations = writes.map(({ write }) => write as never)
  const { matchedCount, insertedCount } = await connection
    .collection<StoredRow>(name)
    .bulkWrite(operations, { session, ordered: false })
  if (matchedCount + insertedCount !== writes.length) throw new Stale()
}
