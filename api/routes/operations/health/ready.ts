// GET /readyz: for supervisors. Without the database nothing can be accepted: 503. Without Temporal letters are accepted and started later: 200.

import { route } from '../../../http/route'
import { type ReadyResponse, readySchema, TAG, UNCACHED } from './schema'

export const readReadiness = route({
  method: 'get',
  path: '/readyz',
  operationId: 'ready',
  summary: 'Whether letters can be accepted, and whether their runs can be started',
  description:
    'For load balancers: without the database nothing can be accepted; without Temporal letters are ' +
    'accepted and their runs start later.',
  tag: TAG,
  access: 'open',
  responses: {
    200: {
      description: 'Letters are accepted; `degraded` while Temporal is unreachable.',
      schema: readySchema,
    },
    503: {
      description: 'The database is unreachable.',
      schema: readySchema,
      headers: { 'Retry-After': 'Seconds after which to ask again.' },
    },
  },
  errors: [],
  async handler({ deps }) {
    const [database, temporal] = await Promise.all([
      deps.pingDatabase().then(
        () => true,
        () => false,
      ),
      deps.runs.reachable(),
    ])
    const body: ReadyResponse = {
      status: !database ? 'unavailable' : temporal ? 'ok' : 'degraded',
      database: database ? 'ok' : 'unreachable',
      temporal: temporal ? 'ok' : 'unreachable',
    }
    return database
      ? { status: 200, headers: UNCACHED, body }
      : { status: 503, headers: { ...UNCACHED, 'retry-after': '5' }, body }
  },
})
