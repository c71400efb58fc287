// Importing sanctioned posts, and whether the seats of a list are more than posts are sanctioned.

import { slicesOf } from '../../../domain/common/item/slices'
import { groupedBy } from '../../../domain/common/item/grouped'
import { type RowFault, rowFault } from '../../../domain/common/table/sheet'
import { type PostCells, postAfter } from '../../../domain/directory/import/sanctioned-post'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import type { SanctionedPost, Seat } from '../../../domain/directory/seat/seat'
import { type Importer, type ImportTools, LOOKED_UP } from './importer'

export function postImporter(tools: ImportTools): Importer<PostCells, 'sanctioned-post'> {
  const { at, repositories } = tools
  return {
    async check(batch, stored) {
      const seats = await repositories.imports.byField('seat', 'sanctionedPost', [...stored.keys()])
      return batch.flatMap(({ line, key, cells }): RowFault[] => {
        const post = stored.get(key)
        if (!post) return []
        if (post.office !== cells.office)
          return [rowFault(line, 'import-post-unknown', { column: 'office', value: cells.office })]
        if (!isExceeded(postAfter(post, cells, at), seats.get(key) ?? [], at)) return []
        return [rowFault(line, 'strength-exceeded', { column: 'posts', value: String(cells.posts) })]
      })
    },
  }
}

/** A seat as its row leaves it, made against a post, changed, or taken away from one. */
export interface Claim {
  line: number
  seat: Seat
}

/** Rows against posts that are not there, and the last ones of posts that would be exceeded. */
export async function* excessRows(
  { repositories: { imports }, at }: ImportTools,
  claims: readonly Claim[],
): AsyncGenerator<RowFault[]> {
  const changed = new Set(claims.map(({ seat }) => seat.id))
  const against = claims.filter(({ seat }) => seat.sanctionedPost !== null)
  const claimsByPost = groupedBy(against, ({ seat }) => seat.sanctionedPost!)
  for (const batch of slicesOf([...claimsByPost], LOOKED_UP)) {
    const ids = batch.map(([id]) => id)
    const posts = await imports.byIds('sanctioned-post', ids)
    const seats = await imports.byField('seat', 'sanctionedPost', ids)
    yield batch.flatMap(([id, all]) => {
      const post = posts.get(id)
      const staying = (seats.get(id) ?? []).filter((seat) => !changed.has(seat.id))
      const own = all.filter(({ seat }) => seat.office === post?.office)
      while (own.length > 0 && isExceeded(post!, [...staying, ...own.map(({ seat }) => seat)], at)) own.pop()
      const fitting = new Set(own)
      return all.flatMap((claim) => {
        if (fitting.has(claim)) return []
        const code = claim.seat.office === post?.office ? 'strength-exceeded' : 'import-post-unknown'
        return [rowFault(claim.line, code, { column: 'sanctioned_post', value: id })]
      })
    })
  }
}

function isExceeded(post: SanctionedPost, seats: readonly Seat[], at: Date): boolean {
  const lives = seats.map(({ activeFrom: from, activeUntil: until }) => ({ from, until }))
  return exceededFrom(post, lives, at) !== null
}
