// GET /v1/sanctioned-posts

import { strengthOfOffice } from '../../../../domain/directory/sanctioned-post/strength'
import { cursorOf, linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { presentPost } from './presenter'
import { postListSchema, postQuery } from './schema'

/** Posts on a page; nearly every office has fewer. */
const POSTS = 500

export const listSanctionedPostsRoute = route({
  method: 'get',
  path: '/v1/sanctioned-posts',
  operationId: 'listSanctionedPosts',
  summary: 'The sanctioned posts of an office, with the strength at an instant',
  tag: 'Directory',
  access: 'known',
  query: postQuery,
  responses: { 200: { description: 'A page of the posts, by id.', schema: postListSchema } },
  errors: ['parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, query, now, ctx }) => {
    const { sanctionedPosts } = deps.repositories
    const at = instantOf(query.at) ?? now
    const { after } = pageOfQuery(query)
    const [page, all] = await Promise.all([
      sanctionedPosts.pageOfOffice(query.office, presentFields({ limit: POSTS, above: after })),
      sanctionedPosts.ofOffice(query.office),
    ])
    const items = page.items.map((post) => presentPost(post, at))
    const next = cursorOf(page.next)
    const body = { items, strength: strengthOfOffice(all, at), next }
    return { status: 200, body, headers: linkToNext(ctx.path, query, next) }
  },
})
