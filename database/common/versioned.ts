// Rows that people edit: a change goes in only on the version it was made for, and with it its entry in the audit log.

import type { ClientSession, Connection, Model } from 'mongoose'
import { KcsError } from '../../domain/common/error'
import type { Actor } from '../../domain/letters/tapal/event'
import { withoutPersonal } from '../access/audit/personal'
import { auditSchema, type AuditRow } from '../access/audit/schema'
import { isDuplicateKey } from './errors'
import { modelOf } from './model'

export interface Versioned {
  _id: string
  version: number
}

/** Who changes what, and when. */
export interface ChangeNote {
  what: string
  actor: Actor
  at: Date
}

/** Runs the work in one transaction; it is repeated as a whole where another transaction was in its way. */
export function inTransaction<T>(
  connection: Connection,
  work: (session: ClientSession) => Promise<T>,
): Promise<T> {
  return connection.withSession((session) => session.withTransaction(() => work(session)))
}

/**
 * Versioned writing of the rows of one model; `thing` is their name in the audit log. `follow` keeps what is drawn from
 * a row in step with it, in the same transaction.
 */
export function versionedRows<Row extends Versioned>(
  connection: Connection,
  model: Model<Row>,
  thing: AuditRow['thing'],
  follow: (row: Row, session: ClientSession) => Promise<void> = async () => undefined,
) {
  const audit = modelOf<AuditRow>(connection, 'audit', auditSchema)

  const note = async (
    before: Row | null,
    after: Row,
    change: ChangeNote,
    session: ClientSession,
  ): Promise<void> => {
    const entry = auditEntry(
      { thing, id: after._id, version: after.version },
      differenceOf(before, after),
      change,
    )
    await audit.collection.insertOne(entry as never, { session })
  }

  const insert = async (row: Row, change: ChangeNote, session: ClientSession): Promise<void> => {
    await model.collection.insertOne(row as never, { session })
    await note(null, row, change, session)
    await follow(row, session)
  }

  return {
    /** Enters a new row within a transaction of the caller's; an id that exists already is the driver's error. */
    insert,

    /** Enters a new row, and what must come with it; throws KcsError `exists-already` if there is one under its id. */
    async add(
      row: Row,
      change: ChangeNote,
      also: (session: ClientSession) => Promise<void> = async () => undefined,
    ): Promise<Row> {
      try {
        await inTransaction(connection, async (session) => {
          await also(session)
          await insert(row, change, session)
        })
      } catch (error) {
        if (isDuplicateKey(error)) throw new KcsError('exists-already', { detail: `${thing} ${row._id}` })
        throw error
      }
      return row
    },

    /**
     * Changes the row if it is still of the version; `edit` answers the row as it shall be, or the same for no change.
     * What must change with it goes in by `also`, in the same transaction. Throws KcsError `not-found` or
     * `version-stale`, and what `edit` throws.
     */
    async change(
      id: string,
      version: number | null,
      edit: (row: Row, session: ClientSession) => Row | Promise<Row>,
      change: ChangeNote,
      also: (row: Row, session: ClientSession) => Promise<void> = async () => undefined,
    ): Promise<Row> {
      return inTransaction(connection, async (session) => {
        const found = (await model.collection.findOne({ _id: id } as never, { session })) as Row | null
        if (!found) throw new KcsError('not-found')
        if (version !== null && found.version !== version) throw new KcsError('version-stale')
        const edited = await edit(found, session)
        if (edited === found) return found
        const next = { ...edited, version: found.version + 1 }
        const { _id, ...set } = next
        await model.collection.updateOne({ _id, version: found.version } as never, { $set: set } as never, {
          session,
        })
        await note(found, next, change, session)
        await follow(next, session)
        await also(next, session)
        return next
      })
    },
  }
}

/** What the audit log says of a change of an object; its id is made of the version that the object has by it. */
export function auditEntry(
  { thing, id, version }: { thing: AuditRow['thing']; id: string; version: number },
  { before, after }: Difference,
  { what, actor, at }: ChangeNote,
) {
  return {
    _id: `${thing}:${id}:${version}`,
    thing,
    subject: id,
    what,
    from: null,
    to: null,
    before: withoutPersonal(thing, before),
    after: withoutPersonal(thing, after),
    actor,
    at,
  }
}

interface Difference {
  before: Record<string, unknown>
  after: Record<string, unknown>
}

/** The fields that differ, as they were and as they are. */
export function differenceOf(before: object | null, after: object): Difference {
  const was: Record<string, unknown> = {}
  const is: Record<string, unknown> = {}
  const old = new Map<string, unknown>(Object.entries(before ?? {}))
  for (const [name, value] of Object.entries(after)) {
    if (name === 'version' || JSON.stringify(old.get(name)) === JSON.stringify(value)) continue
    if (before !== null) was[name] = old.get(name) ?? null
    is[name] = value
  }
  return { before: was, after: is }
}
