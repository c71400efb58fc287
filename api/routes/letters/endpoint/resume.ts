// POST /v1/endpoints/:id/resume: an operator lets a system go on.

import { resumeEndpoint, resumeEndpointErrors } from '../../../../services/letters/endpoint/resume'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { endpointParams, endpointSchema, TAG } from './schema'

export const resumeEndpointRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/resume',
  operationId: 'resumeEndpoint',
  summary: 'Let a system go on; what waits for it is delivered, urgent and oldest first',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  responses: { 202: { description: 'It is open.', schema: endpointSchema } },
  errors: ['forbidden', ...resumeEndpointErrors],
  async handler({ deps, params }) {
    const endpoint = await resumeEndpoint(deps, { endpoint: params.id })
    return { status: 202, body: await presentEndpoint(deps, endpoint) }
  },
})
