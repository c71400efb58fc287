// No more seats are made against a post than are sanctioned.

import type { Repositories } from '../../../database'
import type { Session } from '../../../database/common/transaction'
import { type ErrorCode, KcsError } from '../../../domain/common/error'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost, Seat } from '../../../domain/directory/seat/seat'

export const requireStrengthErrors = ['strength-exceeded'] as const satisfies readonly ErrorCode[]

/**
 * Throws KcsError `strength-exceeded` if the seats of the post, with `added` among them, would be more than are
 * sanctioned at `since` or later.
 */
export async function requireStrength(
  { seats }: Pick<Repositories, 'seats'>,
  post: SanctionedPost,
  { since, added }: { since: Date; added: Pick<Seat, 'id' | 'activeFrom' | 'activeUntil'> | null },
  session: Session,
): Promise<void> {
  const others = await seats.spansAgainst(post.id, added?.id ?? null, session)
  const spans = added ? [...others, { from: added.activeFrom, until: added.activeUntil }] : others
  const exceeded = exceededFrom(post, spans, since)
  if (exceeded) throw new KcsError('strength-exceeded', { detail: `From ${exceeded.toISOString()} on.` })
}
