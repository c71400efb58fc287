// POST /v1/endpoints/:id/resume: an operator lets a system go on.

import { resumeEndpoint, resumeEndpointErrors } from '../../../../services/letters/endpoint/resume'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { endpointParams, endpointSchema, reasonSchema, TAG } from './schema'

export const resumeEndpointRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/resume',
  operationId: 'resumeEndpoint',
  summary: 'Let a system go on; what waits for it is delivered, urgent and oldest first',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: reasonSchema, optional: true },
  responses: { 202: { description: 'It is open.', schema: endpointSchema } },
  errors: [...resumeEndpointErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const input = { endpoint: params.id, reason: body?.reason ?? '' }
    const endpoint = await resumeEndpoint(deps, identity, input, now)
    return { status: 202, body: await presentEndpoint(deps, endpoint) }
  },
})
