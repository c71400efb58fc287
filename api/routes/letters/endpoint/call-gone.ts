// POST /v1/endpoints/:id/gone: an operator says that a system is there no more.

import { callGone, callGoneErrors } from '../../../../services/letters/endpoint/call-gone'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { endpointParams, endpointSchema, reasonSchema, TAG } from './schema'

export const callGoneRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/gone',
  operationId: 'callEndpointGone',
  summary: 'A system is there no more: its letters go by the agent application of their offices',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: reasonSchema },
  responses: { 202: { description: 'It is gone; `resume` brings it back.', schema: endpointSchema } },
  errors: [...callGoneErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const endpoint = await callGone(deps, identity, { endpoint: params.id, reason: body.reason }, now)
    return { status: 202, body: await presentEndpoint(deps, endpoint) }
  },
})
