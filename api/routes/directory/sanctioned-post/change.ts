// PATCH /v1/sanctioned-posts/:id

import {
  changeSanctionedPost,
  changeSanctionedPostErrors,
} from '../../../../services/directory/sanctioned-post/change'
import { etag, versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { POST_ACCESS } from './policy'
import { presentPost } from './presenter'
import { postChangesSchema, postDoc, postParams } from './schema'

export const changeSanctionedPostRoute = route({
  method: 'patch',
  path: '/v1/sanctioned-posts/:id',
  operationId: 'changeSanctionedPost',
  summary: 'Enter another order for the post, or its end',
  tag: 'Directory',
  access: POST_ACCESS,
  params: postParams,
  body: { schema: postChangesSchema },
  responses: { 200: postDoc },
  errors: [...changeSanctionedPostErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const { posts, order, until } = body
    const from = instantOf(body.from) ?? now
    const change = {
      id: params.id,
      version: versionToChange(ctx),
      sanction: posts === undefined || order === undefined ? null : { posts, order, from },
      until: until === undefined ? undefined : instantOf(until),
    }
    const post = await changeSanctionedPost(deps, identity, change, now)
    return { status: 200, body: presentPost(post, now), headers: etag(post.version) }
  },
})
