// GET /v1/sanctioned-posts/:id

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { presentPost } from './presenter'
import { postDoc, postParams } from './schema'

export const readSanctionedPostRoute = route({
  method: 'get',
  path: '/v1/sanctioned-posts/:id',
  operationId: 'readSanctionedPost',
  summary: 'One sanctioned post',
  tag: 'Directory',
  access: 'known',
  params: postParams,
  responses: { 200: postDoc },
  errors: ['not-found'],
  handler: async ({ deps, params, now }) => {
    const post = await deps.repositories.sanctionedPosts.byId(params.id)
    if (!post) throw new KcsError('not-found')
    return { status: 200, body: presentPost(post, now), headers: etag(post.version) }
  },
})
