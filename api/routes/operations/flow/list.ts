// GET /v1/flows: the registered cases and their messages.

import { route } from '../../../http/route'
import { flowListSchema, TAG } from './schema'

export const listFlows = route({
  method: 'get',
  path: '/v1/flows',
  operationId: 'listFlows',
  summary: 'The registered flows and their messages',
  tag: TAG,
  access: 'known',
  responses: { 200: { description: 'The flows.', schema: flowListSchema } },
  errors: [],
  async handler({ deps }) {
    const items = deps.cases.map(({ manifest }) => {
      const { name, workflowType, taskQueue, offered, queries, mayStart, maySignal } = manifest
      return {
        name,
        workflowType,
        taskQueue,
        signals: [...offered],
        queries: [...queries],
        mayStart,
        maySignal,
      }
    })
    return { status: 200, body: { items } }
  },
})
