// Sanctioned posts of offices, changed only on their version.

import type { Connection } from 'mongoose'
import type { SanctionedPost } from '../../../domain/directory/seat/seat'
import { AT_ONCE, collectionOf } from '../../common/collection'
import type { ChangeNote } from '../../access/audit/entry'
import type { Session } from '../../common/transaction'
import { takeTurn } from '../../common/turn'
import { versionedRows } from '../../common/versioned'
import { asSanctionedPost, sanctionedPostCollection, type SanctionedPostRow } from './schema'

/** Sanctioned posts; a change is made only on the version it was meant for. */
export function sanctionedPostRepository(connection: Connection) {
  const collection = collectionOf(connection, sanctionedPostCollection)
  const rows = versionedRows(connection, sanctionedPostCollection, 'sanctioned-post')
  return {
    async byId(id: string): Promise<SanctionedPost | null> {
      const row = await collection.findOne({ _id: id })
      return row ? asSanctionedPost(row) : null
    },

    /** All posts of an office by id, however many: what is summed must lack none. */
    async ofOffice(office: string): Promise<SanctionedPost[]> {
      const rows = await collection.find({ office }, { sort: { _id: 1 }, ...AT_ONCE }).toArray()
      return rows.map(asSanctionedPost)
    },

    /** The post as the transaction sees it. */
    async read(id: string, session: Session): Promise<SanctionedPost | null> {
      const row = await collection.findOne({ _id: id }, { session })
      return row && asSanctionedPost(row)
    },

    /** Changes of one post and of the seats made against it take turns. */
    takeTurn: (id: string, session: Session): Promise<void> =>
      takeTurn(connection, session, `sanctioned-post:${id}`),

    /** Enters a new post. Throws KcsError `exists-already`. */
    async add(
      { id, ...rest }: SanctionedPost,
      change: ChangeNote,
      session: Session,
    ): Promise<SanctionedPost> {
      return asSanctionedPost(await rows.add({ _id: id, ...rest }, change, session))
    },

    /** Changes the post on the version named. Throws KcsError `not-found`, `version-stale`, and what `edit` throws. */
    async edit(
      id: string,
      version: number | null,
      edit: (post: SanctionedPost) => SanctionedPost | Promise<SanctionedPost>,
      change: ChangeNote,
      session: Session,
    ): Promise<SanctionedPost> {
      const onRow = async (row: SanctionedPostRow): Promise<SanctionedPostRow> => {
        const post = asSanctionedPost(row)
        const edited = await edit(post)
        if (edited === post) return row
        const { id: _id, ...rest } = edited
        return { _id, ...rest }
      }
      return asSanctionedPost(await rows.change(id, version, onRow, change, session))
    },
  }
}
