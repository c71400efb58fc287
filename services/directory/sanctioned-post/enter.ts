// Entering what an order sanctions.

import type { ErrorCode } from '../../../domain/common/error'
import { requireSpan } from '../../../domain/directory/office/changes'
import { newSanctionedPost, type SanctionedPost } from '../../../domain/directory/seat/seat'
import { noteBy } from '../../access/audit/note'
import { requireAdminOf, requireAdminOfErrors } from '../../access/right/directory-rights'
import type { Caller } from '../../access/right/identity'
import type { ServiceDeps } from '../../deps'

export const enterSanctionedPostErrors = [
  'office-unknown',
  'exists-already',
  'span-invalid',
  ...requireAdminOfErrors,
] as const satisfies readonly ErrorCode[]

/**
 * By who administers the office. The id is the key: a repeat throws KcsError `exists-already`. Throws also
 * `office-unknown`, `not-office-admin`, `span-invalid`.
 */
export async function enterSanctionedPost(
  { repositories }: Pick<ServiceDeps, 'repositories'>,
  caller: Caller,
  facts: Parameters<typeof newSanctionedPost>[0] & Pick<SanctionedPost, 'from' | 'until'>,
  now: Date,
): Promise<SanctionedPost> {
  await requireAdminOf(repositories, caller, facts.office)
  requireSpan(facts)
  const note = noteBy(caller, 'post-sanctioned', now)
  return repositories.transaction((session) =>
    repositories.sanctionedPosts.add(newSanctionedPost(facts), note, session),
  )
}
