// POST /v1/sanctioned-posts

import {
  enterSanctionedPost,
  enterSanctionedPostErrors,
} from '../../../../services/directory/sanctioned-post/enter'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { POST_ACCESS } from './policy'
import { presentPost } from './presenter'
import { newPostSchema, postDoc } from './schema'

export const addSanctionedPostRoute = route({
  method: 'post',
  path: '/v1/sanctioned-posts',
  operationId: 'addSanctionedPost',
  summary: 'Enter what an order sanctions',
  description: 'The id is the key: the same again is refused with `exists-already`.',
  tag: 'Directory',
  access: POST_ACCESS,
  body: {
    schema: newPostSchema,
    example: {
      id: 'CDIT/AE',
      office: 'CDIT',
      designation: 'Assistant',
      posts: 2,
      order: 'G.O.(Rt)No.117/2026/ITD',
    },
  },
  responses: { 201: { ...postDoc, headers: { ...postDoc.headers, Location: 'The post.' } } },
  errors: [...enterSanctionedPostErrors, 'forbidden', 'validation-failed'],
  handler: async ({ deps, body, identity, now }) => {
    const { from, until, ...facts } = body
    const span = { from: from === undefined ? now : instantOf(from), until: instantOf(until) }
    const post = await enterSanctionedPost(deps, identity, { ...presentFields(facts), ...span }, now)
    const location = `/v1/sanctioned-posts/${encodeURIComponent(post.id)}`
    return { status: 201, body: presentPost(post, now), headers: { ...etag(post.version), location } }
  },
})
