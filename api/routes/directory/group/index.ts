// Groups of recipients: lists and rules that letters can be sent to.

import { route, type Route } from '../../../http/route'
import { addGroup, changeGroup, listGroups, readGroup } from './handlers'
import { listMembers } from './members'
import {
  groupChangesSchema,
  groupListQuery,
  groupPageSchema,
  groupParams,
  groupSchema,
  memberPageSchema,
  memberQuery,
  newGroupSchema,
} from './schema'

const tag = 'Groups'
/** A list of 10,000 members fits. */
const GROUP_BYTES = 2 * 1024 * 1024
const headers = { ETag: 'The version, for If-Match.' }
const rule = ['group-unknown', 'group-cycle', 'group-too-deep', 'office-unknown', 'seat-unknown'] as const

export const groups: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/groups',
    operationId: 'listGroups',
    summary: 'Groups of recipients by id; of one office, if it is named',
    tag,
    access: 'known',
    query: groupListQuery,
    answers: { 200: { description: 'A page of groups.', schema: groupPageSchema } },
    errors: ['parameter-invalid', 'parameter-repeated'],
    handler: listGroups,
  }),
  route({
    method: 'post',
    path: '/v1/groups',
    operationId: 'addGroup',
    summary: 'Make a group',
    tag,
    access: 'known',
    body: { schema: newGroupSchema, limitBytes: GROUP_BYTES },
    answers: { 201: { description: 'The group.', schema: groupSchema, headers } },
    errors: ['not-office-head', 'exists-already', 'effective-in-past', 'validation-failed', ...rule],
    handler: addGroup,
  }),
  route({
    method: 'get',
    path: '/v1/groups/:id',
    operationId: 'readGroup',
    summary: 'One group with what it is and was',
    tag,
    access: 'known',
    params: groupParams,
    answers: { 200: { description: 'The group.', schema: groupSchema, headers } },
    errors: ['not-found'],
    handler: readGroup,
  }),
  route({
    method: 'put',
    path: '/v1/groups/:id',
    operationId: 'changeGroup',
    summary: 'Say anew what the group is, from an instant on; letters accepted before keep their list',
    tag,
    access: 'known',
    params: groupParams,
    body: { schema: groupChangesSchema, limitBytes: GROUP_BYTES },
    answers: { 200: { description: 'The group.', schema: groupSchema, headers } },
    errors: [
      'not-found',
      'not-office-head',
      'if-match-missing',
      'version-stale',
      'effective-in-past',
      'validation-failed',
      ...rule,
    ],
    handler: changeGroup,
  }),
  route({
    method: 'get',
    path: '/v1/groups/:id/members',
    operationId: 'listGroupMembers',
    summary: 'Who is in the group as of an instant',
    tag,
    access: 'known',
    params: groupParams,
    query: memberQuery,
    answers: { 200: { description: 'A page of members.', schema: memberPageSchema } },
    errors: [
      'not-found',
      'group-unknown',
      'group-inactive',
      'group-cycle',
      'group-too-deep',
      'parameter-invalid',
    ],
    handler: listMembers,
  }),
]
