// Sanctioned posts as the directory shows them.

import { z } from 'zod'
import { IN_OFFICE_RULE, POST_IN_OFFICE } from '../../../../domain/common/text/code'
import {
  id,
  instant,
  line,
  maybeLine,
  newCode,
  officeCode,
  pageFields,
  pageSchema,
} from '../../../http/fields'

export const postQuery = z.strictObject({
  office: officeCode,
  at: instant.optional().meta({ description: 'As of this instant; now if left out.' }),
  cursor: pageFields.cursor,
})
export const postParams = z.object({ id })

const numbers = {
  posts: z.number().int().min(0).max(100_000),
  order: z.string().meta({ description: 'Number and date of the order.' }),
  from: instant.nullable().meta({ description: 'Since when; null since ever.' }),
  until: instant.nullable(),
}

export const postSchema = z
  .object({
    id: z.string(),
    office: z.string(),
    wing: z.string(),
    section: z.string(),
    designation: z.string(),
    ...numbers,
    earlier: z.array(z.object(numbers)).meta({ description: 'What other orders sanctioned before.' }),
    strength: z.number().meta({ description: 'Posts sanctioned at the instant.' }),
    version: z.number().meta({ description: 'The ETag without its quotes.' }),
  })
  .meta({ id: 'SanctionedPost' })

/** The response with a post, for the API documentation. */
export const postDoc = {
  description: 'The post.',
  schema: postSchema,
  headers: { ETag: 'Version of the post, for If-Match.' },
}

export const postListSchema = pageSchema(postSchema).extend({
  strength: z.number().meta({ description: 'All posts of the office at the instant.' }),
})

export const reportSchema = z.object({
  at: instant,
  strength: z.number().meta({ description: 'All posts of the office at the instant.' }),
  changes: z.array(
    z
      .object({
        at: instant,
        post: z.string(),
        designation: z.string(),
        wing: z.string(),
        section: z.string(),
        was: z.number(),
        is: z.number(),
        order: z.string().meta({ description: 'Empty where the post came to its end.' }),
        total: z.number().meta({ description: 'All posts of the office after it.' }),
      })
      .meta({ id: 'StrengthChange' }),
  ),
  next: z.string().nullable().meta({ description: 'Cursor of the next page' }),
})

export const newPostSchema = z
  .strictObject({
    id: newCode(POST_IN_OFFICE, 100, IN_OFFICE_RULE),
    office: officeCode,
    wing: maybeLine(200).optional(),
    section: maybeLine(200).optional(),
    designation: line(200),
    posts: numbers.posts,
    order: line(200),
    from: instant.nullable().optional().meta({ description: 'Now if left out; null for ever.' }),
    until: instant.nullable().optional(),
  })
  .refine(({ id: post, office }) => post.startsWith(`${office}/`), {
    path: ['id'],
    message: 'must begin with the code of the office and a slash',
  })
  .meta({ id: 'NewSanctionedPost' })

export const postChangesSchema = z
  .strictObject({
    posts: numbers.posts.optional(),
    order: line(200).optional(),
    from: instant.optional().meta({ description: 'Since when the order holds; now if left out.' }),
    until: instant.nullable().optional().meta({ description: 'When the post comes to its end.' }),
  })
  .refine(({ posts, order }) => (posts === undefined) === (order === undefined), {
    message: 'must name the order by which the number of posts changes',
  })
  .refine(({ posts, until }) => posts !== undefined || until !== undefined, 'must change something')
  .meta({ id: 'SanctionedPostChanges', example: { posts: 3, order: 'G.O.(Rt)No.118/2026/ITD' } })
