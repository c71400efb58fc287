// A change of an endpoint and its entry in the audit log go in together.

import type { Connection } from 'mongoose'
import { auditEntry, type ChangeNote } from '../../access/audit/entry'
import { auditWriter } from '../../access/audit/repository'
import { collectionOf } from '../../common/collection'
import { inTransaction } from '../../common/transaction'
import { moveOf } from './follow'
import { endpointCollection, type EndpointRow } from './schema'

export interface EndpointChange {
  id: string
  /** What must be so in the row for the change to happen. */
  where: Record<string, unknown>
  set: Partial<EndpointRow>
  /** What the audit log says of it; nothing sealed may stand in it. */
  after?: Record<string, unknown>
  note: ChangeNote
}

export type ChangeEndpoint = (change: EndpointChange) => Promise<boolean>

/** Returns whether this call made the change: false where the row is not as `where` says, and nothing is entered then. */
export function changeEndpointOf(connection: Connection): ChangeEndpoint {
  const rows = collectionOf(connection, endpointCollection)
  const audit = auditWriter(connection)
  return ({ id, where, set, after, note }) =>
    inTransaction(connection, async (session) => {
      const row = await rows.findOneAndUpdate(
        { ...where, _id: id } as never,
        { $set: set, $inc: { changes: 1 } },
        { session, returnDocument: 'before' },
      )
      if (!row) return false
      const { state, changes = 0 } = endpointCollection.withDefaults(row)
      if (set.state !== undefined && set.state !== state)
        await rows.updateOne({ _id: id }, moveOf({ sequence: changes + 1, to: set.state, at: note.at }), {
          session,
        })
      const entry = auditEntry({ thing: 'endpoint', id, mark: changes + 1 }, after ? { after } : {}, note)
      const move = set.state ? { from: state, to: set.state } : {}
      await audit.enter([{ ...entry, ...move }], session)
      return true
    })
}
