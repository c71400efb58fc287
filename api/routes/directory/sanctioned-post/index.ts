// The sanctioned strength of offices.

import { route, type Route } from '../../../http/route'
import { historyPageSchema, historyQuery } from '../../common/history'
import { addPost, changePost, listPosts, readHistory, readPost, reportStrength } from './handlers'
import {
  newPostSchema,
  postChangesSchema,
  postListSchema,
  postParams,
  postQuery,
  postSchema,
  reportSchema,
} from './schema'

const tag = 'Directory'
const access = { roles: ['admin', 'department-admin'] } as const
const params = postParams
const ETAG = { ETag: 'Version of the post, for If-Match.' }
const asOf = ['parameter-invalid', 'parameter-repeated'] as const

export const sanctionedPosts: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/sanctioned-posts',
    operationId: 'listSanctionedPosts',
    summary: 'The sanctioned posts of an office, with the strength at an instant',
    tag,
    access: 'known',
    query: postQuery,
    answers: { 200: { description: 'The posts, by id.', schema: postListSchema } },
    errors: asOf,
    handler: listPosts,
  }),
  route({
    method: 'get',
    path: '/v1/sanctioned-strength',
    operationId: 'reportSanctionedStrength',
    summary: 'How the sanctioned strength of an office has changed, by which orders',
    tag,
    access: 'known',
    query: postQuery,
    answers: { 200: { description: 'Every change, oldest first.', schema: reportSchema } },
    errors: asOf,
    handler: reportStrength,
  }),
  route({
    method: 'post',
    path: '/v1/sanctioned-posts',
    operationId: 'addSanctionedPost',
    summary: 'Enter what an order sanctions',
    description: 'The id is the key: the same again is refused with `exists-already`.',
    tag,
    access,
    body: { schema: newPostSchema },
    answers: {
      201: { description: 'The post.', schema: postSchema, headers: { ...ETAG, Location: 'The post.' } },
    },
    errors: [
      'forbidden',
      'not-office-admin',
      'office-unknown',
      'exists-already',
      'span-invalid',
      'validation-failed',
    ],
    handler: addPost,
  }),
  route({
    method: 'get',
    path: '/v1/sanctioned-posts/:id',
    operationId: 'readSanctionedPost',
    summary: 'One sanctioned post',
    tag,
    access: 'known',
    params,
    answers: { 200: { description: 'The post.', schema: postSchema, headers: ETAG } },
    errors: ['not-found'],
    handler: readPost,
  }),
  route({
    method: 'patch',
    path: '/v1/sanctioned-posts/:id',
    operationId: 'changeSanctionedPost',
    summary: 'Enter another order for the post, or its end',
    tag,
    access,
    params,
    body: { schema: postChangesSchema },
    answers: { 200: { description: 'The post.', schema: postSchema, headers: ETAG } },
    errors: [
      'forbidden',
      'not-office-admin',
      'not-found',
      'if-match-missing',
      'version-stale',
      'strength-exceeded',
      'effective-in-past',
      'span-invalid',
      'validation-failed',
    ],
    handler: changePost,
  }),
  route({
    method: 'get',
    path: '/v1/sanctioned-posts/:id/history',
    operationId: 'readSanctionedPostHistory',
    summary: 'What has been changed of a post, newest first',
    tag,
    access: 'known',
    params,
    query: historyQuery,
    answers: { 200: { description: 'A page of changes.', schema: historyPageSchema } },
    errors: ['not-found', ...asOf],
    handler: readHistory,
  }),
]
