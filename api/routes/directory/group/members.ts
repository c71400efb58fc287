// GET /v1/groups/:id/members

import { groupMembers, groupMembersErrors } from '../../../../services/directory/group/members'
import { linkToNext, pageOfQuery } from '../../../http/fields'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentMembers } from './presenter'
import { groupParams, memberPageSchema, memberQuery } from './schema'

export const listGroupMembersRoute = route({
  method: 'get',
  path: '/v1/groups/:id/members',
  operationId: 'listGroupMembers',
  summary: 'Who is in the group as of an instant',
  tag: 'Groups',
  access: 'known',
  params: groupParams,
  query: memberQuery,
  responses: { 200: { description: 'A page of members.', schema: memberPageSchema } },
  errors: [...groupMembersErrors, 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query, now, ctx }) => {
    const at = instantOf(query.at) ?? now
    const page = await groupMembers(deps, { id: params.id, at }, pageOfQuery(query))
    const body = await presentMembers(deps.repositories, page)
    return { status: 200, body, headers: linkToNext(ctx.path, query, body.next) }
  },
})
