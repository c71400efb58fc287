// Health and figures.

import { route, type Route } from '../../../http/route'
import { live, metrics, ready } from './handlers'
import { aliveSchema, readySchema } from './schema'

const tag = 'Health'

export const health: readonly Route[] = [
  route({
    method: 'get',
    path: '/livez',
    operationId: 'live',
    summary: 'Whether this process lives; looks at nothing else',
    tag,
    access: 'open',
    answers: { 200: { description: 'It lives.', schema: aliveSchema } },
    errors: [],
    handler: live,
  }),
  route({
    method: 'get',
    path: '/readyz',
    operationId: 'ready',
    summary: 'Whether letters can be accepted, and whether their runs can be started',
    tag,
    access: 'open',
    answers: {
      200: {
        description: 'Letters are accepted; `degraded` while Temporal is unreachable.',
        schema: readySchema,
      },
      503: { description: 'The database is unreachable.', schema: readySchema },
    },
    errors: [],
    handler: ready,
  }),
  route({
    method: 'get',
    path: '/metrics',
    operationId: 'metrics',
    summary: 'Figures in the text format of Prometheus',
    tag,
    access: 'open',
    answers: { 200: { description: 'The figures.', mediaType: 'text/plain' } },
    errors: [],
    handler: metrics,
  }),
]
