// POST /v1/groups

import { makeGroup, makeGroupErrors } from '../../../../services/directory/group/make'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { GROUP_BYTES, readRule } from './read-rule'
import { groupDoc, newGroupSchema } from './schema'

export const addGroupRoute = route({
  method: 'post',
  path: '/v1/groups',
  operationId: 'addGroup',
  summary: 'Make a group',
  tag: 'Groups',
  access: 'known',
  body: { schema: newGroupSchema, limitBytes: GROUP_BYTES },
  responses: { 201: groupDoc },
  errors: [...makeGroupErrors, 'validation-failed'],
  handler: async ({ deps, body, identity, now }) => {
    const input = { ...body, rule: readRule(body.rule), from: instantOf(body.from) }
    const group = await makeGroup(deps, identity, input, now)
    const location = `/v1/groups/${encodeURIComponent(group.id)}`
    return { status: 201, body: group, headers: { ...etag(group.version), location } }
  },
})
