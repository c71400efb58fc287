// Changes of offices: each on the version it was made for, with its entry in the audit log.

import type { Connection } from 'mongoose'
import type { Office } from '../../../domain/directory/office/office'
import type { ChangeNote } from '../../access/audit/entry'
import { collectionOf } from '../../common/collection'
import type { Session } from '../../common/transaction'
import { takeTurn } from '../../common/turn'
import { versionedRows } from '../../common/versioned'
import { searchUpkeep } from '../search/upkeep'
import { asOffice, officeCollection, type OfficeRow } from './schema'
import { moveSubtree } from './subtree'

/** The part of the repository that changes offices. */
export function officeEditing(connection: Connection) {
  const collection = collectionOf(connection, officeCollection)
  const upkeep = searchUpkeep(connection)
  const rows = versionedRows(connection, officeCollection, 'office', (row, session) =>
    upkeep.offices([asOffice(row)], session),
  )

  return {
    /** The offices by code, as the transaction sees them. */
    async read(codes: readonly string[], session: Session): Promise<Map<string, Office>> {
      const rows = await collection.find({ _id: { $in: codes } }, { session }).toArray()
      return new Map(rows.map((row) => [row._id, asOffice(row)]))
    },

    /** Changes of the tree of offices take turns: of two at once the other is repeated after this one. */
    takeTurnOfTree: (session: Session): Promise<void> => takeTurn(connection, session, 'office-tree'),

    /** Enters a new office. Throws KcsError `exists-already`. */
    async add({ code, ...rest }: Office, change: ChangeNote, session: Session): Promise<Office> {
      return asOffice(await rows.add({ _id: code, ...rest }, change, session))
    },

    /** Changes the office on the version named. Throws KcsError `not-found`, `version-stale`, and what `edit` throws. */
    async edit(
      code: string,
      version: number | null,
      edit: (office: Office) => Office | Promise<Office>,
      change: ChangeNote,
      session?: Session,
    ): Promise<Office> {
      const onRow = async (row: OfficeRow): Promise<OfficeRow> => {
        const office = asOffice(row)
        const edited = await edit(office)
        if (JSON.stringify(edited) === JSON.stringify(office)) return row
        const { code: _id, ...rest } = edited
        return { _id, ...rest }
      }
      return asOffice(await rows.change(code, version, onRow, change, session))
    },

    /** Rewrites the paths of all below an office that has moved, and enters each in the audit log. */
    moveSubtree: ({ code, path }: Pick<Office, 'code' | 'path'>, change: ChangeNote, session: Session) =>
      moveSubtree(connection, { _id: code, path }, change, session),
  }
}
