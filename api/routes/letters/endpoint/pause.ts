// POST /v1/endpoints/:id/pause: an operator pauses a system.

import { pauseEndpoint, pauseEndpointErrors } from '../../../../services/letters/endpoint/pause'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { endpointParams, endpointSchema, reasonSchema, TAG } from './schema'

export const pauseEndpointRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/pause',
  operationId: 'pauseEndpoint',
  summary: 'Send nothing to a system until it is resumed',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: reasonSchema },
  responses: { 202: { description: 'It is paused.', schema: endpointSchema } },
  errors: [...pauseEndpointErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const input = { endpoint: params.id, reason: body.reason }
    const endpoint = await pauseEndpoint(deps, identity, input, now)
    return { status: 202, body: await presentEndpoint(deps, endpoint) }
  },
})
