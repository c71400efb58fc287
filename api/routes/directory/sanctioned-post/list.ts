// GET /v1/sanctioned-posts

import { strengthOfOffice } from '../../../../domain/directory/sanctioned-post/strength'
import { linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { pageBehind } from './page'
import { presentPost } from './presenter'
import { postListSchema, postQuery } from './schema'

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
    const at = instantOf(query.at) ?? now
    const { after } = pageOfQuery(query)
    const posts = await deps.repositories.sanctionedPosts.ofOffice(query.office)
    const { items, next } = pageBehind(
      posts,
      after === undefined ? null : ({ id }) => id > after,
      ({ id }) => id,
    )
    const body = {
      items: items.map((post) => presentPost(post, at)),
      strength: strengthOfOffice(posts, at),
      next,
    }
    return { status: 200, body, headers: linkToNext(ctx.path, query, next) }
  },
})
