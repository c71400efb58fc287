// Importing sanctioned posts.

import { postAfter, type PostCells } from '../../../domain/directory/import/sanctioned-post'
import { rowFault, type RowFault } from '../../../domain/directory/import/sheet'
import { exceededFrom } from '../../../domain/directory/sanctioned-post/strength'
import { changeOf, type Importer, type ImportTools, named, officesAmong } from './importer'
import { spansByPost } from './strength'

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
