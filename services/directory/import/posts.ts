// Importing sanctioned posts, and whether the seats of a list are more than posts are sanctioned.

import type { ImportRepository } from '../../../database/directory/import/repository'
import { postAfter, type PostCells } from '../../../domain/directory/import/sanctioned-post'
import { rowFault, type RowFault } from '../../../domain/common/table/sheet'
import type { Span } from '../../../domain/directory/office/office'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import { changeOf, groupedBy, type Importer, type ImportTools, named, officesAmong } from './importer'

const BATCH = 1_000

export function postImporter(tools: ImportTools): Importer<PostCells, 'sanctioned-post'> {
  const { at, repositories } = tools
  return {
    async check(batch, stored) {
      const offices = await officesAmong(tools, named(batch, 'office'))
      const spans = await spansByPost(repositories.imports, [...stored.keys()])
      return batch.flatMap(({ line, key, row }): RowFault[] => {
        const post = stored.get(key) ?? null
        const office = { column: 'office', value: row.office }
        const administered = offices.get(row.office)
        if (administered === undefined) return [rowFault(line, 'import-office-unknown', office)]
        if (!administered) return [rowFault(line, 'not-office-admin', office)]
        if (post && post.office !== row.office) return [rowFault(line, 'import-post-unknown', office)]
        if (!exceededFrom(postAfter(post, row, at), spans.get(key) ?? [], at)) return []
        return [rowFault(line, 'strength-exceeded', { column: 'posts', value: String(row.posts) })]
      })
    },

    plan: async (batch, stored) =>
      batch.flatMap(({ key, row }) => {
        const post = stored.get(key) ?? null
        return changeOf('sanctioned-post', post, postAfter(post, row, at))
      }),
  }
}

/** A seat that a row makes against a post, changes, or takes away from one. */
export interface Claim extends Span {
  line: number
  seat: string
  office: string
  /** Null where it is taken away. */
  post: string | null
}

/** Rows against posts that are not there, and the last ones of posts that would be exceeded. */
export async function* excessRows(
  imports: ImportRepository,
  claims: readonly Claim[],
  at: Date,
): AsyncGenerator<RowFault[]> {
  const changed = new Set(claims.map(({ seat }) => seat))
  const claimsByPost = groupedBy(claims, ({ post }) => post ?? '')
  claimsByPost.delete('')
  const ids = [...claimsByPost.keys()]
  for (let from = 0; from < ids.length; from += BATCH) {
    const batch = ids.slice(from, from + BATCH)
    const posts = await imports.byIds('sanctioned-post', batch)
    const spans = await spansByPost(imports, batch, changed)
    yield batch.flatMap((id) => {
      const post = posts.get(id)
      const fault = (code: 'import-post-unknown' | 'strength-exceeded') => (claim: Claim) =>
        rowFault(claim.line, code, { column: 'sanctioned_post', value: id })
      const own = claimsByPost.get(id)!.filter(({ office }) => office === post?.office)
      const foreign = claimsByPost.get(id)!.filter(({ office }) => office !== post?.office)
      const over: Claim[] = []
      while (post && own.length > 0 && exceededFrom(post, [...(spans.get(id) ?? []), ...own], at))
        over.push(own.pop()!)
      return [...foreign.map(fault('import-post-unknown')), ...over.map(fault('strength-exceeded'))]
    })
  }
}

/** The lives of the seats of the directory that were made against the posts, but for some. */
async function spansByPost(
  imports: ImportRepository,
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
