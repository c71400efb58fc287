// POST /v1/service-levels/:id/end

import { endServiceLevel, endServiceLevelErrors } from '../../../../services/letters/service-level/end'
import { etag, versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { levelDoc, levelEndSchema, levelParams } from './schema'

export const endServiceLevelRoute = route({
  method: 'post',
  path: '/v1/service-levels/:id/end',
  operationId: 'endServiceLevel',
  summary: 'End a service level, now or on a day to come',
  tag: 'Service levels',
  access: { roles: ['admin'] },
  params: levelParams,
  body: { schema: levelEndSchema },
  responses: { 200: levelDoc },
  errors: [...endServiceLevelErrors, 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const end = { id: params.id, version: versionToChange(ctx), until: instantOf(body.until) }
    const level = await endServiceLevel(deps, identity, end, now)
    return { status: 200, body: level, headers: etag(level.version) }
  },
})
