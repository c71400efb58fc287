// Writing many rows of the directory at once, each with its entry in the audit log.

import type { ClientSession, Connection } from 'mongoose'
import { auditWriter } from '../../access/audit/repository'
import type { ChargeRow } from '../charge/schema'
import { searchUpkeep } from '../search/upkeep'
import { isOnlyDuplicateKeys } from '../../common/errors'
import { auditEntry, type ChangeNote, differenceOf } from '../../access/audit/entry'
import { inTransaction } from '../../common/transaction'
import type { Change, ImportedRow, ImportedThing } from './change'

export const COLLECTIONS: Record<ImportedThing, string> = {
  office: 'offices',
  seat: 'seats',
  'sanctioned-post': 'sanctioned-posts',
  employee: 'employees',
  charge: 'charges',
  group: 'groups',
}

class Stale extends Error {}

/**
 * Writes all of the changes and their entries, or nothing. Answers false where a row is not as it was read any more: the
 * caller reads again and makes its changes on what it finds.
 */
export async function writeChanges(
  connection: Connection,
  changes: readonly Change[],
  note: ChangeNote,
): Promise<boolean> {
  if (changes.length === 0) return true
  const things = [...new Set(changes.map(({ thing }) => thing))]
  const audit = auditWriter(connection)
  const entries = changes.map((change) => entryOf(change, note))
  const upkeep = searchUpkeep(connection)
  try {
    await inTransaction(connection, async (session) => {
      for (const thing of things) {
        const own = changes.filter((change) => change.thing === thing)
        await writeRows(connection, thing, own, session)
        if (thing === 'charge') await takeSeats(connection, own, session)
      }
      await upkeep.follow(
        changes.map(({ thing, after }) => ({ thing, row: after })),
        session,
      )
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
  changes: readonly Change[],
  session: ClientSession,
): Promise<void> {
  const collection = connection.collection(COLLECTIONS[thing])
  const added = changes.filter(({ before }) => before === null).map(({ after }) => after)
  if (added.length > 0) await collection.insertMany(added as never, { session, ordered: false })
  const updates = changes.flatMap(({ before, after }) => (before ? [updateOf(thing, before, after)] : []))
  if (updates.length === 0) return
  const { matchedCount } = await collection.bulkWrite(updates as never, { session, ordered: false })
  if (matchedCount !== updates.length) throw new Stale()
}

/** As whoever changes the charges of a seat does: of two at once the other is repeated after this one. */
async function takeSeats(
  connection: Connection,
  changes: readonly Change[],
  session: ClientSession,
): Promise<void> {
  const counts = new Map(changes.map(({ after, taken }) => [(after as ChargeRow).seat, taken]))
  const updates = [...counts].map(([seat, taken]) => {
    const unless = taken === 0 ? { chargesChanged: { $in: [0, null] } } : { chargesChanged: taken }
    return {
      updateOne: {
        filter: { _id: seat, ...(taken === undefined ? {} : unless) },
        update: { $inc: { chargesChanged: 1 } },
      },
    }
  })
  const seats = connection.collection(COLLECTIONS.seat)
  const { matchedCount } = await seats.bulkWrite(updates as never, { session, ordered: false })
  if (matchedCount !== updates.length) throw new Stale()
}

function updateOf(thing: ImportedThing, before: ImportedRow, after: ImportedRow) {
  const version = before.version
  const next = version === undefined ? after : { ...after, version: version + 1 }
  const was = new Map<string, unknown>(Object.entries(before))
  const set = Object.fromEntries(Object.entries(next).filter(([name, value]) => value !== was.get(name)))
  const filter = version === undefined ? { _id: before._id } : { _id: before._id, version }
  return { updateOne: { filter, update: { $set: set } } }
}

function entryOf({ thing, before, after }: Change, change: ChangeNote) {
  const version =
    before === null ? 1 : before.version === undefined ? change.at.getTime() : before.version + 1
  const difference = before === null ? { before: {}, after: filledOf(after) } : differenceOf(before, after)
  return auditEntry({ thing, id: after._id, mark: version }, difference, change)
}

/** What a new row says; what it leaves empty goes without saying. */
function filledOf(row: ImportedRow): Record<string, unknown> {
  const empty = (value: unknown) =>
    value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(
    Object.entries(row).filter(([name, value]) => name !== '_id' && name !== 'version' && !empty(value)),
  )
}
