// Writing many rows of the directory at once, each with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { auditEntry, type ChangeNote, differenceOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import type { Rows } from '../../common/collection'
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
  const rows = changes.map(comparedRow)
  const entries = rows.map(({ thing, row, version, difference }) => {
    const mark = version === undefined ? note.at.getTime() : version + 1
    return auditEntry({ thing, id: row._id, mark }, difference, note)
  })
  try {
    await inTransaction(connection, async (session) => {
      for (const [name, own] of groupedBy(rows, ({ thing }) => collectionOfThing(thing)))
        await writeRows(connection.collection(name), own, session)
      await takeSeats(connection, changes, session)
      await searchUpkeep(connection).follow(rows, session)
      await auditWriter(connection).enter(entries, session)
    })
    return true
  } catch (error) {
    if (error instanceof Stale || isOnlyDuplicateKeys(error)) return false
    throw error
  }
}

type ComparedRow = ReturnType<typeof comparedRow>

/** The row after a change, the version that it had, and the fields that differ; of a new row those that are filled. */
function comparedRow({ thing, before, after }: Change) {
  const row = rowOf(thing, after)
  if (before !== null) {
    const was = rowOf(thing, before)
    requireRoom(thing, was, row)
    return { thing, row, isNew: false, version: was.version, difference: differenceOf(was, row) }
  }
  const isEmpty = (value: unknown) =>
    value === null || value === '' || (value instanceof Array && !value.length)
  const { _id, version: _version, ...fields } = row
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)))
  return { thing, row, isNew: true, version: 0, difference: { before: {}, after: filled } }
}

async function writeRows(
  collection: Rows<StoredRow>,
  changes: readonly ComparedRow[],
  session: ClientSession,
): Promise<void> {
  const added = changes.filter(({ isNew }) => isNew).map(({ row }) => row)
  if (added.length > 0) await collection.insertMany(added, { session, ordered: false })
  const changed = changes.filter(({ isNew }) => !isNew)
  const updates = changed.map(({ row: { _id }, version, difference: { after } }): Update => {
    if (version === undefined) return { filter: { _id }, update: { $set: after } }
    return { filter: { _id, version }, update: { $set: { ...after, version: version + 1 } } }
  })
  await updateAll(collection, updates, session)
}

/** As whoever changes the charges of a seat does: of two at once the other is repeated after this one. */
async function takeSeats(
  connection: Connection,
  changes: readonly Change[],
  session: ClientSession,
): Promise<void> {
  const charges = changes.filter((one) => one.thing === 'charge')
  const taken = new Map(charges.map((one) => [one.after.seat, one.taken]))
  const updates = [...taken].map(([_id, times]): Update => {
    const unless = times === undefined ? {} : { chargesChanged: times === 0 ? { $in: [0, null] } : times }
    return { filter: { _id, ...unless }, update: { $inc: { chargesChanged: 1 } } }
  })
  await updateAll(connection.collection<StoredRow>('seats'), updates, session)
}

type Update = { filter: Record<string, unknown>; update: Record<string, object> }

/** Throws Stale unless each of the updates meets its row. */
async function updateAll(
  rows: Rows<StoredRow>,
  updates: readonly Update[],
  session: ClientSession,
): Promise<void> {
  if (updates.length === 0) return
  const operations = updates.map((updateOne) => ({ updateOne }))
  const { matchedCount } = await rows.bulkWrite(operations as never, { session, ordered: false })
  if (matchedCount !== updates.length) throw new Stale()
}
