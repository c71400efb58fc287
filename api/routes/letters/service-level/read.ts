// GET /v1/service-levels/:id

import { KcsError } from '../../../../domain/common/error'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { levelDoc, levelParams } from './schema'

export const readServiceLevelRoute = route({
  method: 'get',
  path: '/v1/service-levels/:id',
  operationId: 'readServiceLevel',
  summary: 'One service level with what it said before',
  tag: 'Service levels',
  access: 'known',
  params: levelParams,
  responses: { 200: levelDoc },
  errors: ['not-found'],
  handler: async ({ deps, params }) => {
    const level = await deps.repositories.serviceLevels.byId(params.id)
    if (!level) throw new KcsError('not-found')
    return { status: 200, body: level, headers: etag(level.version) }
  },
})
