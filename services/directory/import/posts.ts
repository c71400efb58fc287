// Importing sanctioned posts, and whether the seats of a list are more than posts are sanctioned.

import type { ImportRepository } from '../../../database/directory/import/repository'
import { postAfter, type PostCells } from '../../../domain/directory/import/sanctioned-post'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Seat } from '../../../domain/directory/seat/seat'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import {
  changeOf,
  groupedBy,
  type Importer,
  type ImportTools,
  inBatches,
  named,
  officeFaults,
  officesAmong,
} from './importer'

export function postImporter(tools: ImportTools): Importer<PostCells, 'sanctioned-post'> {
  const { at, repositories } = tools
  return {
    async check(batch, stored) {
      const offices = await officesAmong(tools, named(batch, 'office'))
      const seats = await seatsByPost(repositories.imports, [...stored.keys()])
      return batch.flatMap(({ line, key, row }): RowFault[] => {
        const post = stored.get(key) ?? null
        const office = { line, column: 'office', value: row.office }
        const misplaced = officeFaults(offices, office)
        if (misplaced.length > 0) return misplaced
        if (post && post.office !== row.office) return [rowFault(line, 'import-post-unknown', office)]
        if (!exceededFrom(postAfter(post, row, at), (seats.get(key) ?? []).map(lifeOf), at)) return []
        return [rowFault(line, 'strength-exceeded', { column: 'posts', value: String(row.posts) })]
      })
    },

    plan: async (batch, stored) =>
      batch.map(({ key, row }) => {
        const post = stored.get(key) ?? null
        return changeOf('sanctioned-post', post, postAfter(post, row, at))
      }),
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
  const claimsByPost = groupedBy(claims, ({ seat }) => seat.sanctionedPost ?? '')
  claimsByPost.delete('')
  for (const batch of inBatches([...claimsByPost])) {
    const ids = batch.map(([id]) => id)
    const posts = await imports.byIds('sanctioned-post', ids)
    const seats = await seatsByPost(imports, ids)
    yield batch.flatMap(([id, all]) => {
      const post = posts.get(id)
      const staying = (seats.get(id) ?? []).filter((seat) => !changed.has(seat.id))
      const own = all.filter(({ seat }) => seat.office === post?.office)
      const isOver = (taken: readonly Claim[]) =>
        post && exceededFrom(post, [...staying, ...taken.map(({ seat }) => seat)].map(lifeOf), at)
      let fitting = own.length
      while (fitting > 0 && isOver(own.slice(0, fitting))) fitting -= 1
      const over = new Set(own.slice(fitting))
      return all.flatMap((claim) => {
        const foreign = claim.seat.office !== post?.office
        if (!foreign && !over.has(claim)) return []
        const code = foreign ? 'import-post-unknown' : 'strength-exceeded'
        return [rowFault(claim.line, code, { column: 'sanctioned_post', value: id })]
      })
    })
  }
}

/** The seats of the directory that were made against the posts. */
async function seatsByPost(
  imports: ImportRepository,
  posts: readonly string[],
): Promise<Map<string, Seat[]>> {
  const seats: Seat[] = []
  for await (const batch of imports.all('seat', { field: 'sanctionedPost', values: posts }))
    seats.push(...batch)
  return groupedBy(seats, ({ sanctionedPost }) => sanctionedPost ?? '')
}

function lifeOf({ activeFrom: from, activeUntil: until }: Seat) {
  return { from, until }
}
