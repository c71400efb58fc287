// Writing many rows of the directory at once, each with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { auditEntry, type ChangeNote, differenceOf } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { requireRoom } from '../../common/history'
import { inTransaction } from '../../common/transaction'
import { searchUpkeep } from '../search/upkeep'
import type { ImportedThing } from '../../../domain/directory/import/list'
import { type Change, rowOf, STORED, type StoredRow } from './change'

/** A change of a row, as it lies in its collection. */
interface RowChange {
  thing: ImportedThing
  before: StoredRow | null
  after: StoredRow
}

class Stale extends Error {}

/**
 * Writes all of the changes and their entries, or nothing; what stays as it is is left alone. Returns false where a row is not as it was read any more: the
 * caller reads again and makes its changes on what it finds. Throws KcsError `history-full`.
 */
export async function writeChanges(
  connection: Connection,
  planned: readonly Change[],
  note: ChangeNote,
): Promise<boolean> {
  const changes = planned.filter(({ before, after }) => before !== after)
  if (changes.length === 0) return true
  const things = [...new Set(changes.map(({ thing }) => thing))]
  const audit = auditWriter(connection)
  const rows = changes.map(({ thing, before, after }): RowChange => {
    return { thing, before: before && rowOf(thing, before), after: rowOf(thing, after) }
  })
  for (const { thing, before, after } of rows) if (before) requireRoom(thing, before, after)
  const entries = rows.map((change) => entryOf(change, note))
  try {
    await inTransaction(connection, async (session) => {
      for (const thing of things) {
        const own = rows.filter((change) => change.thing === thing)
        await writeRows(connection, thing, own, session)
        if (thing === 'charge') await takeSeats(connection, changes, session)
      }
      const written = rows.map(({ thing, after }) => ({ thing, row: after }))
      await searchUpkeep(connection).follow(written, session)
      await audit.enter(entries, session)
    })
    return true
  } catch (error) {
    if (error instanceof Stale || isOnlyDuplicateKeys(error)) return false
    throw error
  }
}

async function writeRows(
  connection: Connection,
  thing: ImportedThing,
  changes: readonly RowChange[],
  session: ClientSession,
): Promise<void> {
  const collection = connection.collection<StoredRow>(STORED[thing].collection)
  const added = changes.filter(({ before }) => before === null).map(({ after }) => after)
  if (added.length > 0) await collection.insertMany(added, { session, ordered: false })
  const updates = changes.flatMap(({ before, after }) => (before ? [updateOf(before, after)] : []))
  if (updates.length === 0) return
  const { matchedCount } = await collection.bulkWrite(updates, { session, ordered: false })
  if (matchedCount !== updates.length) throw new Stale()
}

/** As whoever changes the charges of a seat does: of two at once the other is repeated after this one. */
async function takeSeats(
  connection: Connection,
  changes: readonly Change[],
  session: ClientSession,
): Promise<void> {
  const seats = connection.collection<{ _id: string; chargesChanged: number | null }>('seats')
  const taken = new Map(
    changes.flatMap((one) => (one.thing === 'charge' ? [[one.after.seat, one.taken]] : [])),
  )
  const updates = [...taken].map(([_id, times]) => {
    const unless = times === undefined ? {} : { chargesChanged: times === 0 ? { $in: [0, null] } : times }
    return { updateOne: { filter: { _id, ...unless }, update: { $inc: { chargesChanged: 1 } } } }
  })
  const { matchedCount } = await seats.bulkWrite(updates, { session, ordered: false })
  if (matchedCount !== updates.length) throw new Stale()
}

function updateOf(before: StoredRow, after: StoredRow) {
  const version = before.version
  const next = version === undefined ? after : { ...after, version: version + 1 }
  const was = new Map<string, unknown>(Object.entries(before))
  const set = Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== was.get(name)))
  const filter = version === undefined ? { _id: before._id } : { _id: before._id, version }
  return { updateOne: { filter, update: { $set: set } } }
}

function entryOf({ thing, before, after }: RowChange, change: ChangeNote) {
  const difference = before ? differenceOf(before, after) : { before: {}, after: filledOf(after) }
  const version = before ? before.version : 0
  const mark = version === undefined ? change.at.getTime() : version + 1
  return auditEntry({ thing, id: after._id, mark }, difference, change)
}

/** What a new row says; what it leaves empty goes without saying. */
function filledOf(row: StoredRow): Record<string, unknown> {
  const empty = (value: unknown) =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => name !== '_id' && name !== 'version' && !empty(value)),
  )
}
