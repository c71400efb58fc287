// Live updates of the portal.

import { route, type Route } from '../../../http/route'
import { openStream } from './handlers'
import { streamQuery } from './schema'

export const stream: readonly Route[] = [
  route({
    method: 'get',
    path: '/v1/stream',
    operationId: 'openStream',
    summary: 'What changes in the letters of the seats held, as server-sent events',
    description:
      'Events: `tapal` {id, dispatchId, state, sequence} and `dispatch` {id, state}. They are thin: what changed is read by its own call.',
    tag: 'Stream',
    access: 'known',
    query: streamQuery,
    answers: { 200: { description: 'The stream.', mediaType: 'text/event-stream' } },
    errors: ['seat-not-held', 'forbidden'],
    handler: openStream,
  }),
]
