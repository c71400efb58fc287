// POST /v1/desk/systems/:mechanism/pause: an operator pauses a whole system.

import { pauseSystem, pauseSystemErrors } from '../../../../services/operations/desk/pause-system'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { systemBody, systemParams, systemSchema, TAG } from './schema'

export const pauseSystemRoute = route({
  method: 'post',
  path: '/v1/desk/systems/:mechanism/pause',
  operationId: 'pauseSystem',
  summary: 'Send nothing to any endpoint of a system until it is resumed',
  tag: TAG,
  access: DESK_ACCESS,
  params: systemParams,
  body: { schema: systemBody },
  responses: {
    202: { description: 'Paused; one that an operator has paused alone stays so.', schema: systemSchema },
  },
  errors: [...pauseSystemErrors, 'parameter-invalid', 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { mechanism } = params
    const changed = await pauseSystem(deps, identity, { mechanism, reason: body.reason }, now)
    return { status: 202, body: { mechanism, changed } }
  },
})
