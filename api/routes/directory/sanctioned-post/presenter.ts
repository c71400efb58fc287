// Sanctioned posts as the API returns them.

import { strengthAt } from '../../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost } from '../../../../domain/directory/seat/seat'

/** The post with its strength at the instant. */
export function presentPost(post: SanctionedPost, at: Date) {
  const { id, office, wing, section, designation, posts, order, from, until, earlier, version } = post
  const strength = strengthAt(post, at)
  return { id, office, wing, section, designation, posts, order, from, until, earlier, strength, version }
}
