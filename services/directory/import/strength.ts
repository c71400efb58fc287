// Whether a file makes more seats against a sanctioned post than its order allows.

import type { ImportRepository } from '../../../database/directory/import/repository'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Span } from '../../../domain/directory/office/office'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost, Seat } from '../../../domain/directory/seat/seat'
import { groupedBy } from './importer'

const BATCH = 1_000

type Imports = Pick<ImportRepository, 'byIds' | 'all'>

interface Claim extends Span {
  line: number
  seat: string
  office: string
  /** Null where the row takes its seat away from a post. */
  post: string | null
}

/** Seats that rows make, change or take away from posts. */
export class Strength {
  private readonly claims: Claim[] = []

  /** A row makes or changes a seat. */
  note(line: number, before: Seat | null, after: Seat): void {
    const { id: seat, office, sanctionedPost: post, activeFrom: from, activeUntil: until } = after
    if (post === null && !before?.sanctionedPost) return
    const same =
      before?.sanctionedPost === post &&
      before.activeFrom?.getTime() === from?.getTime() &&
      before.activeUntil?.getTime() === until?.getTime()
    if (!same) this.claims.push({ line, seat, office, post, from, until })
  }

  /** Rows against posts that are not there, and the last ones of posts that would be exceeded; bad rows do not count. */
  async *exceeded(imports: Imports, bad: ReadonlySet<number>, at: Date): AsyncGenerator<RowFault[]> {
    const claims = this.claims.filter(({ line }) => !bad.has(line))
    const claimed = new Set(claims.map(({ seat }) => seat))
    const byPost = groupedBy(claims, ({ post }) => post ?? '')
    byPost.delete('')
    const ids = [...byPost.keys()]
    for (let from = 0; from < ids.length; from += BATCH) {
      const batch = ids.slice(from, from + BATCH)
      const posts = await imports.byIds('sanctioned-post', batch)
      const others = await spansByPost(imports, batch, claimed)
      yield batch.flatMap((id) => excessOf(id, posts.get(id), others.get(id) ?? [], byPost.get(id)!, at))
    }
  }
}

/** The lives of the seats of the directory that were made against the posts, but for some. */
export async function spansByPost(
  imports: Pick<Imports, 'all'>,
  posts: readonly string[],
  without: ReadonlySet<string> = new Set(),
): Promise<Map<string, Span[]>> {
  const seats: (Span & { post: string })[] = []
  if (posts.length > 0)
    for await (const batch of imports.all('seat', { field: 'sanctionedPost', values: posts }))
      for (const { id, sanctionedPost: post, activeFrom: from, activeUntil: until } of batch)
        if (post !== null && !without.has(id)) seats.push({ post, from, until })
  return groupedBy(seats, ({ post }) => post)
}

function excessOf(
  id: string,
  post: SanctionedPost | undefined,
  others: readonly Span[],
  claims: readonly Claim[],
  at: Date,
): RowFault[] {
  const place = { column: 'sanctioned_post', value: id }
  const foreign = claims.filter(({ office }) => office !== post?.office)
  const faults = foreign.map(({ line }) => rowFault(line, 'import-post-unknown', place))
  if (!post) return faults
  const own = claims.filter(({ office }) => office === post.office)
  while (own.length > 0 && exceededFrom(post, [...others, ...own], at))
    faults.push(rowFault(own.pop()!.line, 'strength-exceeded', place))
  return faults
}
