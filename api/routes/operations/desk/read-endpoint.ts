// GET /v1/desk/endpoints/:id: one endpoint with its agent, keys and webhooks.

import { readDeskEndpoint, readDeskEndpointErrors } from '../../../../services/operations/desk/endpoint'
import { route } from '../../../http/route'
import { deskEndpointSchema } from './endpoint-schema'
import { presentDeskEndpoint } from './endpoint-presenter'
import { DESK_ACCESS } from './policy'
import { letterParams, TAG } from './schema'

export const readDeskEndpointRoute = route({
  method: 'get',
  path: '/v1/desk/endpoints/:id',
  operationId: 'readDeskEndpoint',
  summary: 'One endpoint: how it stands, the keys of its agent, and what was sent to its webhooks',
  tag: TAG,
  access: DESK_ACCESS,
  params: letterParams,
  responses: { 200: { description: 'The endpoint, without secrets.', schema: deskEndpointSchema } },
  errors: [...readDeskEndpointErrors],
  async handler({ deps, identity, params, now }) {
    const seen = await readDeskEndpoint(deps, identity, params.id)
    return { status: 200, body: presentDeskEndpoint(seen, now) }
  },
})
