// Importing sanctioned posts.

import type { Placed } from '../../../database/directory/import/staging'
import { postAfter, type PostCells, POSTS } from '../../../domain/directory/import/sanctioned-post'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import { changeOf, type Importer, type ImportTools, officesAmong } from './importer'
import { seatsByPost } from './strength'

export function postImporter(tools: ImportTools): Importer<PostCells> {
  const { at } = tools
  const { imports } = tools.repositories
  const stored = (batch: readonly Placed<PostCells>[]) =>
    imports.byIds(
      'sanctioned-post',
      batch.map(({ row }) => row.id),
    )

  return {
    list: POSTS,

    async check(batch) {
      const before = await stored(batch)
      const offices = await officesAmong(
        tools,
        batch.map(({ row }) => row.office),
      )
      const seats = await seatsByPost(imports, [...before.keys()])
      return batch.flatMap(({ line, row }): RowFault[] => {
        const post = before.get(row.id) ?? null
        const office = { column: 'office', value: row.office }
        const administered = offices.get(row.office)
        if (administered === undefined) return [rowFault(line, 'import-office-unknown', office)]
        if (!administered) return [rowFault(line, 'not-office-admin', office)]
        if (post && post.office !== row.office) return [rowFault(line, 'import-post-unknown', office)]
        const spans = (seats.get(row.id) ?? []).map((seat) => ({
          from: seat.activeFrom,
          until: seat.activeUntil,
        }))
        return exceededFrom(postAfter(post, row, at), spans, at)
          ? [rowFault(line, 'strength-exceeded', { column: 'posts', value: String(row.posts) })]
          : []
      })
    },

    async plan(batch) {
      const before = await stored(batch)
      return batch.flatMap(({ row }) => {
        const post = before.get(row.id) ?? null
        return changeOf('sanctioned-post', post, postAfter(post, row, at))
      })
    },
  }
}
