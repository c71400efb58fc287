// Sanctioned posts of offices, changed only on their version.

import type { Connection } from 'mongoose'
import { KcsError } from '../../../domain/common/error'
import type { SanctionedPost } from '../../../domain/directory/seat/seat'
import { collectionOf, withId } from '../../common/collection'
import { officeCollection } from '../office/schema'
import type { ChangeNote } from '../../access/audit/entry'
import { versionedRows } from '../../common/versioned'
import { sanctionedPostCollection } from './schema'
import { requireStrength, takeTurnOfPost } from './strength'

/** More than any office has. */
const MOST = 2_000

export function sanctionedPostRepository(connection: Connection) {
  const collection = collectionOf(connection, sanctionedPostCollection)
  const offices = collectionOf(connection, officeCollection)
  const rows = versionedRows(connection, sanctionedPostCollection, 'sanctioned-post')
  return {
    async byId(id: string): Promise<SanctionedPost | null> {
      const row = await collection.findOne({ _id: id })
      return row ? withId(row) : null
    },

    /** The posts of an office by id. */
    async ofOffice(office: string): Promise<SanctionedPost[]> {
      const found = await collection.find({ office }, { sort: { _id: 1 }, limit: MOST }).toArray()
      return found.map((row) => withId(row))
    },

    /** Enters a new post. Throws KcsError `exists-already` or `office-unknown`. */
    async add({ id, ...rest }: SanctionedPost, change: ChangeNote): Promise<SanctionedPost> {
      const row = { _id: id, ...rest }
      await rows.add(row, change, async (session) => {
        const office = await offices.findOne(
          { _id: row.office },
          {
            session,
            projection: { _id: 1 },
          },
        )
        if (!office) throw new KcsError('office-unknown', { detail: row.office })
      })
      return withId(row)
    },

    /**
     * Changes the post. Throws KcsError `strength-exceeded` if it would sanction fewer than there are seats, `not-found`,
     * `version-stale`, and what `edit` throws.
     */
    async edit(
      id: string,
      version: number | null,
      edit: (post: SanctionedPost) => SanctionedPost,
      change: ChangeNote,
    ): Promise<SanctionedPost> {
      const row = await rows.change(
        id,
        version,
        async (found, session) => {
          await takeTurnOfPost(connection, session, id)
          const post = withId(found)
          const edited = edit(post)
          if (edited === post) return found
          const { id: _id, ...rest } = edited
          const next = { _id, ...rest }
          await requireStrength(connection, session, next, change.at)
          return next
        },
        change,
      )
      return withId(row)
    },
  }
}

export type SanctionedPostRepository = ReturnType<typeof sanctionedPostRepository>
