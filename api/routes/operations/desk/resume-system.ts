// POST /v1/desk/systems/:mechanism/resume: an operator lets a whole system go on.

import { resumeSystem, resumeSystemErrors } from '../../../../services/operations/desk/pause-system'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { systemBody, systemParams, systemSchema, TAG } from './schema'

export const resumeSystemRoute = route({
  method: 'post',
  path: '/v1/desk/systems/:mechanism/resume',
  operationId: 'resumeSystem',
  summary: 'Let a system go on; a pause of one endpoint alone stays',
  tag: TAG,
  access: DESK_ACCESS,
  params: systemParams,
  body: { schema: systemBody },
  responses: { 202: { description: 'Open again.', schema: systemSchema } },
  errors: [...resumeSystemErrors, 'parameter-invalid', 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { mechanism } = params
    const changed = await resumeSystem(deps, identity, { mechanism, reason: body.reason }, now)
    return { status: 202, body: { mechanism, changed } }
  },
})
