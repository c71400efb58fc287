// Sanctioned posts as rows of a list.

import { code, count, date, needed, PLAIN_ID, text } from '../../common/table/columns'
import type { CellsOf } from '../../common/table/table'
import { LISTED_ID } from '../../common/text/code'
import { changedBy } from '../office/dated'
import { OFFICE_CODE } from '../office/fields'
import { newSanctionedPost, type SanctionedPost } from '../seat/seat'
import type { List } from './list'

const columns = {
  id: needed(code(PLAIN_ID, ['post', 'post id', 'sanctioned post'])),
  office: needed(code(OFFICE_CODE, ['office code'])),
  designation: needed(text(200)),
  posts: needed(count(['number', 'strength', 'number of posts'])),
  order: needed(text(200, ['government order', 'go'])),
  wing: text(200),
  section: text(200),
  from: date(),
  until: date(),
}

export type PostCells = CellsOf<typeof columns>

export const POSTS: List<typeof columns, SanctionedPost> = {
  thing: 'sanctioned-post',
  columns,
  key: 'id',
  newKey: LISTED_ID,
  unique: [{ by: ['id'], code: 'import-duplicate' }],
  references: [{ field: 'office', to: 'office', code: 'import-office-unknown', administered: true }],
  span: ['from', 'until'],
  after: postAfter,
}

/**
 * The post after the row; the same object where nothing changes. Another number of posts by another order holds from the
 * row's beginning on, and what held before stays among the earlier ones.
 */
export function postAfter(before: SanctionedPost | null, cells: PostCells, at: Date): SanctionedPost {
  if (!before) return newSanctionedPost(cells)
  const { posts, order, from, ...facts } = cells
  const post = changedBy(before, facts)
  if (post.posts === posts && post.order === order)
    return from === undefined ? post : changedBy(post, { from })
  const since = from ?? at
  if (post.from !== null && since <= post.from) return { ...post, posts, order, from: since }
  const earlier = { posts: post.posts, order: post.order, from: post.from, until: since }
  return { ...post, posts, order, from: since, earlier: [...post.earlier, earlier] }
}
