// GET /v1/groups/:id

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { groupDoc, groupParams } from './schema'

export const readGroupRoute = route({
  method: 'get',
  path: '/v1/groups/:id',
  operationId: 'readGroup',
  summary: 'One group with what it is and was',
  tag: 'Groups',
  access: 'known',
  params: groupParams,
  responses: { 200: groupDoc },
  errors: ['not-found'],
  handler: async ({ deps, params }) => {
    const group = await deps.repositories.groups.byId(params.id)
    if (!group) throw new KcsError('not-found')
    return { status: 200, body: group, headers: etag(group.version) }
  },
})
