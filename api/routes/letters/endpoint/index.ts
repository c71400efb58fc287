// The systems that letters go to, for operators.

import { route, type Route } from '../../../http/route'
import { listEndpoints, pauseEndpoint, resumeEndpoint } from './handlers'
import { endpointListSchema, endpointParams, endpointSchema, pauseSchema } from './schema'

const tag = 'Endpoints'
const access = { roles: ['operator', 'admin'] } as const

export const endpoints: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/endpoints',
    operationId: 'listEndpoints',
    summary: 'All systems, with how many letters wait for each since when',
    tag,
    access,
    answers: { 200: { description: 'The endpoints.', schema: endpointListSchema } },
    errors: ['forbidden'],
    handler: listEndpoints,
  }),
  route({
    method: 'post',
    path: '/v1/endpoints/:id/pause',
    operationId: 'pauseEndpoint',
    summary: 'Send nothing to a system until it is resumed',
    tag,
    access,
    params: endpointParams,
    body: { schema: pauseSchema },
    answers: { 202: { description: 'It is paused.', schema: endpointSchema } },
    errors: ['forbidden', 'endpoint-unknown', 'validation-failed'],
    handler: pauseEndpoint,
  }),
  route({
    method: 'post',
    path: '/v1/endpoints/:id/resume',
    operationId: 'resumeEndpoint',
    summary: 'Let a system go on; what waits for it is delivered, urgent and oldest first',
    tag,
    access,
    params: endpointParams,
    answers: { 202: { description: 'It is open.', schema: endpointSchema } },
    errors: ['forbidden', 'endpoint-unknown'],
    handler: resumeEndpoint,
  }),
]
