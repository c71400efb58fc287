// Entering another order for a sanctioned post, or its end.

import type { Repositories } from '../../../database'
import type { ChangeNote } from '../../../database/access/audit/entry'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { requireEnd, requireSpan } from '../../../domain/directory/office/changes'
import { resanctioned } from '../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import { requireAdminOfAll, requireAdminOfAllErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'
import { requireStrength, requireStrengthErrors } from './strength'

export const changeSanctionedPostErrors = [
  'not-found',
  'version-stale',
  'history-full',
  ...requireStrengthErrors,
  'effective-in-past',
  'span-invalid',
  ...requireAdminOfAllErrors,
] as const satisfies readonly ErrorCode[]

export interface SanctionedPostChange {
  id: string
  /** The version that the change was made for. */
  version: number
  /** Another number of posts with the order that sanctions it; null where the number stays. */
  sanction: { posts: number; order: string; from: Date } | null
  /** Undefined where the end stays as it is. */
  until: Date | null | undefined
}

/**
 * By who administers the office of the post. Throws KcsError `not-found`, `not-office-admin`, `version-stale`,
 * `strength-exceeded`, `effective-in-past`, `span-invalid`.
 */
export async function changeSanctionedPost(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  { id, version, sanction, until }: SanctionedPostChange,
  now: Date,
): Promise<SanctionedPost> {
  const { sanctionedPosts } = repositories
  const before = await sanctionedPosts.byId(id)
  if (!before) throw new KcsError('not-found')
  await requireAdminOfAll(repositories, caller, [before.office])
  const edit = (post: SanctionedPost): SanctionedPost => {
    const end = until === undefined ? post.until : until
    requireEnd(post.until, end, now)
    requireSpan({ from: post.from, until: end })
    const withEnd = end?.getTime() === post.until?.getTime() ? post : { ...post, until: end }
    return sanction === null ? withEnd : resanctioned(withEnd, sanction, now)
  }
  const note = noteBy(caller, 'post-changed', now)
  return repositories.transaction((session) =>
    changeSanctionedPostIn(repositories, { id, version, edit }, note, session),
  )
}

/** Throws KcsError `not-found`, `version-stale`, `strength-exceeded` if fewer would be sanctioned than there are seats. */
export async function changeSanctionedPostIn(
  record: Pick<Repositories, 'sanctionedPosts' | 'seats'>,
  change: { id: string; version: number | null; edit: (post: SanctionedPost) => SanctionedPost },
  note: ChangeNote,
  session: Session,
): Promise<SanctionedPost> {
  const { sanctionedPosts } = record
  const editWithinStrength = async (before: SanctionedPost): Promise<SanctionedPost> => {
    await sanctionedPosts.takeTurn(change.id, session)
    const after = change.edit(before)
    if (after !== before) await requireStrength(record, after, { since: note.at, added: null }, session)
    return after
  }
  return sanctionedPosts.edit(change.id, change.version, editWithinStrength, note, session)
}
