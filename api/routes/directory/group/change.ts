// PUT /v1/groups/:id

import { changeGroup, changeGroupErrors } from '../../../../services/directory/group/change'
import { etag, versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { GROUP_BYTES, readRule } from './read-rule'
import { groupChangesSchema, groupDoc, groupParams } from './schema'

export const changeGroupRoute = route({
  method: 'put',
  path: '/v1/groups/:id',
  operationId: 'changeGroup',
  summary: 'Redefine the group from an instant on; letters accepted before keep their list',
  tag: 'Groups',
  access: 'known',
  params: groupParams,
  body: { schema: groupChangesSchema, limitBytes: GROUP_BYTES },
  responses: { 200: groupDoc },
  errors: [...changeGroupErrors, 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const change = {
      ...body,
      id: params.id,
      version: versionToChange(ctx),
      rule: readRule(body.rule),
      from: instantOf(body.from),
      until: instantOf(body.until),
    }
    const group = await changeGroup(deps, identity, change, now)
    return { status: 200, body: group, headers: etag(group.version) }
  },
})
