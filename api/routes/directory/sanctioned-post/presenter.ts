// Sanctioned posts as the API returns them.

import { strengthAt } from '../../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost } from '../../../../domain/directory/seat/seat'

/** The post with its strength at the instant. */
export function presentPost(post: SanctionedPost, at: Date) {
  const { id, office, wing, section, designation, posts, order, from, until, earlier, version } = post
  const strength = strengthAt(post, at)
  return { id, office, wing, section, designation, posts, order, from, until, earlier, strength, version }
}

/** The posts with their strength at the instant, and the sum of it. */
export function presentPosts(posts: readonly SanctionedPost[], at: Date) {
  const items = posts.map((post) => presentPost(post, at))
  return { items, strength: items.reduce((sum, { strength }) => sum + strength, 0) }
}
