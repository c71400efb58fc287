// GET /metrics: for monitoring.

import { route } from '../../../http/route'
import { TAG, UNCACHED } from './schema'

export const readMetrics = route({
  method: 'get',
  path: '/metrics',
  operationId: 'metrics',
  summary: 'Figures in the text format of Prometheus',
  description: 'Of this process alone; docs/operators.md says what each figure means.',
  tag: TAG,
  access: 'open',
  responses: { 200: { description: 'The figures.', mediaType: 'text/plain' } },
  errors: [],
  async handler({ shared }) {
    const { contentType, body } = await shared.metrics.text()
    return { status: 200, headers: { ...UNCACHED, 'content-type': contentType }, body }
  },
})
