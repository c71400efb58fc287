// GET /v1/endpoints: all systems that letters go to.

import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { endpointListSchema, TAG } from './schema'

export const listEndpointsRoute = route({
  method: 'get',
  path: '/v1/endpoints',
  operationId: 'listEndpoints',
  summary: 'All systems, with how many letters wait for each since when',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  responses: { 200: { description: 'The endpoints.', schema: endpointListSchema } },
  errors: ['forbidden'],
  async handler({ deps }) {
    const endpoints = await deps.repositories.endpoints.list()
    const items = await Promise.all(endpoints.map((endpoint) => presentEndpoint(deps, endpoint)))
    return { status: 200, body: { items } }
  },
})
