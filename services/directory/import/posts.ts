// Importing sanctioned posts.

import type { Change } from '../../../database/directory/import/change'
import type { SanctionedPostRow } from '../../../database/directory/sanctioned-post/schema'
import type { SeatRow } from '../../../database/directory/seat/schema'
import { POST_COLUMNS, postAfter, type PostCells, readPost } from '../../../domain/directory/import/posts'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import type { Span } from '../../../domain/directory/office/office'
import type { SanctionedPost } from '../../../domain/directory/seat/seat'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import type { Importer, ImportTools, Placed } from './importer'
import { officesAmong } from './lookups'

export async function postImporter(tools: ImportTools): Promise<Importer<PostCells>> {
  const { repositories, at } = tools
  const { imports } = repositories
  const lines = new Map<string, number>()
  const stored = (batch: readonly Placed<PostCells>[]) =>
    imports.byIds<SanctionedPostRow>(
      'sanctioned-post',
      batch.map(({ row }) => row.id),
    )

  return {
    columns: POST_COLUMNS,

    read: readPost,

    notice({ line, row }, reader) {
      const first = lines.get(row.id)
      if (first === undefined) lines.set(row.id, line)
      else reader.fault('id', row.id, 'import-duplicate', `It stands in line ${first} already.`)
    },

    async check(batch) {
      const before = await stored(batch)
      const offices = await officesAmong(
        tools,
        batch.map(({ row }) => row.office),
      )
      const held = await heldAgainst([...before.keys()])
      return batch.flatMap(({ line, row }): RowFault[] => {
        const known = before.get(row.id)
        const office = { column: 'office', value: row.office }
        const administered = offices.get(row.office)
        if (administered === undefined) return [rowFault(line, 'import-office-unknown', office)]
        if (!administered) return [rowFault(line, 'not-office-admin', office)]
        if (known && known.office !== row.office) return [rowFault(line, 'import-post-unknown', office)]
        const post = postAfter(known ? asPost(known) : null, row, at)
        const over = exceededFrom(post, held.get(row.id) ?? [], at)
        return over
          ? [rowFault(line, 'strength-exceeded', { column: 'posts', value: String(row.posts) })]
          : []
      })
    },

    async settle() {
      return []
    },

    async plan(batch) {
      const before = await stored(batch)
      return batch.flatMap(({ row }): Change[] => {
        const known = before.get(row.id) ?? null
        const was = known && asPost(known)
        const post = postAfter(was, row, at)
        if (post === was) return []
        const ended = was?.until === null && post.until !== null
        const { id, ...fields } = post
        return [
          { thing: 'sanctioned-post', before: known, after: { ...fields, _id: id }, named: true, ended },
        ]
      })
    },

    async *rest() {
      // Each row stands for itself.
    },
  }

  async function heldAgainst(posts: readonly string[]): Promise<Map<string, Span[]>> {
    const held = new Map<string, Span[]>()
    if (posts.length === 0) return held
    for await (const rows of imports.all<SeatRow>('seat', { sanctionedPost: { $in: posts } }))
      for (const { sanctionedPost, activeFrom: from, activeUntil: until } of rows)
        held.set(sanctionedPost!, [...(held.get(sanctionedPost!) ?? []), { from, until }])
    return held
  }
}

function asPost({ _id, ...fields }: SanctionedPostRow): SanctionedPost {
  return { ...fields, id: _id }
}
