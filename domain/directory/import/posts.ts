// Sanctioned posts as rows of a list.

import { newSanctionedPost, type SanctionedPost } from '../seat/seat'
import { OFFICE_CODE, PLAIN_ID } from './codes'
import { dateCell } from './dates'
import { changedBy, given } from './given'
import { type Column, type RowReader } from './sheet'

export const POST_COLUMNS: readonly Column[] = [
  { name: 'id', alsoNamed: ['post', 'post id', 'sanctioned post'], needed: true },
  { name: 'office', alsoNamed: ['office code'], needed: true },
  { name: 'designation', needed: true },
  { name: 'posts', alsoNamed: ['number', 'strength', 'number of posts'], needed: true },
  { name: 'order', alsoNamed: ['government order', 'go'], needed: true },
  { name: 'wing' },
  { name: 'section' },
  { name: 'from' },
  { name: 'until' },
]

export interface PostCells {
  id: string
  office: string
  designation: string
  posts: number
  order: string
  wing?: string | undefined
  section?: string | undefined
  from?: Date | null | undefined
  until?: Date | null | undefined
}

/** Null where the row has faults; they stand in the reader. */
export function readPost(row: RowReader): PostCells | null {
  const { from, until } = row.span('from', 'until')
  const wing = row.text('wing', 200)
  const section = row.text('section', 200)
  const id = row.code('id', PLAIN_ID)
  const office = row.code('office', OFFICE_CODE)
  const designation = row.needed('designation', 200)
  const posts = row.count('posts')
  const order = row.needed('order', 200)
  if (row.faults.length > 0) return null
  return {
    id: id!,
    office: office!,
    designation: designation!,
    posts: posts!,
    order: order!,
    wing,
    section,
    from,
    until,
  }
}

/**
 * The post after the row; the same object where nothing changes. Another number of posts by another order holds from the
 * row's beginning on, and what held before stays among the earlier ones.
 */
export function postAfter(before: SanctionedPost | null, cells: PostCells, at: Date): SanctionedPost {
  if (!before) {
    const { id, office, designation, posts, order, ...rest } = cells
    return newSanctionedPost({ ...given(rest), id, office, designation, posts, order })
  }
  const { posts, order, from, ...facts } = cells
  const post = changedBy(before, given(facts))
  if (post.posts === posts && post.order === order)
    return from === undefined ? post : changedBy(post, { from })
  const since = from ?? at
  if (post.from !== null && since <= post.from) return { ...post, posts, order, from: since }
  const earlier = { posts: post.posts, order: post.order, from: post.from, until: since }
  return { ...post, posts, order, from: since, earlier: [...post.earlier, earlier] }
}

export function postCells(post: SanctionedPost): Record<string, string> {
  return {
    id: post.id,
    office: post.office,
    designation: post.designation,
    posts: String(post.posts),
    order: post.order,
    wing: post.wing,
    section: post.section,
    from: dateCell(post.from),
    until: dateCell(post.until),
  }
}
