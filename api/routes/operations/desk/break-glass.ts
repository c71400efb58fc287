// POST /v1/desk/letters/:id/glass: an operator sees one letter itself for a while.

import { breakGlass, breakGlassErrors } from '../../../../services/operations/desk/break-glass'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { glassBody, glassSchema, letterParams, TAG } from './schema'

export const breakGlassRoute = route({
  method: 'post',
  path: '/v1/desk/letters/:id/glass',
  operationId: 'breakGlass',
  summary: 'See subject and names of one letter for 15 minutes; it is recorded with the reason',
  tag: TAG,
  access: DESK_ACCESS,
  params: letterParams,
  body: { schema: glassBody },
  responses: { 201: { description: 'Until when.', schema: glassSchema } },
  errors: [...breakGlassErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const until = await breakGlass(deps, identity, { letter: params.id, reason: body.reason }, now)
    return { status: 201, body: { until: until.toISOString() } }
  },
})
