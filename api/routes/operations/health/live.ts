// GET /livez: for supervisors.

import { route } from '../../../http/route'
import { aliveSchema, TAG, UNCACHED } from './schema'

export const readLiveness = route({
  method: 'get',
  path: '/livez',
  operationId: 'live',
  summary: 'Whether this process lives; looks at nothing else',
  description: 'For supervisors: one that does not answer is to be started again.',
  tag: TAG,
  access: 'open',
  responses: { 200: { description: 'It lives.', schema: aliveSchema } },
  errors: [],
  async handler() {
    return { status: 200, headers: UNCACHED, body: { status: 'ok' } }
  },
})
