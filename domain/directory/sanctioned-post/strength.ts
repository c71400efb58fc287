// Sanctioned strength: how many posts an order allows, as of an instant, and how it has changed.

import { KcsError } from '../../common/error'
import { requireNotPast, requireSpan } from '../office/changes'
import { type Span, spanHolds } from '../office/office'
import type { SanctionedPost } from '../seat/seat'

/** How many posts are sanctioned at the instant. */
export function strengthAt(
  post: Pick<SanctionedPost, 'posts' | 'from' | 'until' | 'earlier'>,
  at: Date,
): number {
  return [...post.earlier, post].find((piece) => spanHolds(piece, at))?.posts ?? 0
}

/** How many posts an office has at the instant, of all its designations. */
export function strengthOfOffice(posts: readonly SanctionedPost[], at: Date): number {
  return posts.reduce((sum, post) => sum + strengthAt(post, at), 0)
}

/**
 * The post with another number of posts by another order from the instant on; what held before goes to `earlier`. A
 * second change for the same instant corrects the first. Throws KcsError `effective-in-past` and `span-invalid`.
 */
export function resanctioned<P extends SanctionedPost>(
  post: P,
  change: { posts: number; order: string; from: Date },
  now: Date,
): P {
  const { posts, order, from } = change
  if (post.posts === posts && post.order === order) return post
  requireNotPast(from, now)
  if (post.from !== null && from < post.from)
    throw new KcsError('span-invalid', { detail: `Another order holds from ${post.from.toISOString()} on.` })
  requireSpan({ from, until: post.until })
  if (post.from?.getTime() === from.getTime()) return { ...post, posts, order }
  const before = { posts: post.posts, order: post.order, from: post.from, until: from }
  return { ...post, posts, order, from, earlier: [...post.earlier, before] }
}

/** A change of the strength of an office. */
export interface StrengthChange {
  at: Date
  post: string
  designation: string
  wing: string
  section: string
  /** Posts of this designation before and after it. */
  was: number
  is: number
  /** The order that made it; empty where a post came to its end. */
  order: string
  /** All posts of the office after it. */
  total: number
}

/**
 * Every change of the strength, oldest first, and of one instant in the order of the posts; what has held since ever counts
 * into the totals and is no change.
 */
export function strengthChanges(posts: readonly SanctionedPost[]): StrengthChange[] {
  const changes: Omit<StrengthChange, 'total'>[] = []
  let total = 0
  for (const post of posts) {
    const { id, designation, wing, section } = post
    let was = 0
    for (const piece of [...post.earlier, post]) {
      if (piece.from === null) total += piece.posts
      else
        changes.push({
          at: piece.from,
          post: id,
          designation,
          wing,
          section,
          was,
          is: piece.posts,
          order: piece.order,
        })
      was = piece.posts
    }
    if (post.until !== null)
      changes.push({ at: post.until, post: id, designation, wing, section, was, is: 0, order: '' })
  }
  changes.sort((one, other) => one.at.getTime() - other.at.getTime())
  return changes.map((change) => ({ ...change, total: (total += change.is - change.was) }))
}

/** From which instant on, if any, more seats are made against the post than are sanctioned; looked at from `since` on. */
export function exceededFrom(
  post: Pick<SanctionedPost, 'posts' | 'from' | 'until' | 'earlier'>,
  seats: readonly Span[],
  since: Date,
): Date | null {
  const turns = [...seats, ...post.earlier, post].flatMap((span) => [span.from, span.until])
  const later = turns.filter((turn): turn is Date => turn !== null && turn > since)
  const instants = [since, ...later].sort((one, other) => one.getTime() - other.getTime())
  const over = (at: Date) => seats.filter((seat) => spanHolds(seat, at)).length > strengthAt(post, at)
  return instants.find(over) ?? null
}
