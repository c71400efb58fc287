// GET /v1/flows/:name/:id/queries/:query: queries a run.

import { KcsError } from '../../../../domain/common/error'
import { route } from '../../../http/route'
import { requireCase } from './policy'
import { answerSchema, OPERATORS, queryParams, TAG } from './schema'

export const queryRun = route({
  method: 'get',
  path: '/v1/flows/:name/:id/queries/:query',
  operationId: 'queryRun',
  summary: 'Ask a run something',
  tag: TAG,
  access: OPERATORS,
  params: queryParams,
  responses: { 200: { description: 'Its answer.', schema: answerSchema } },
  errors: ['forbidden', 'flow-unknown', 'flow-message-unknown', 'not-found', 'service-unavailable'],
  async handler({ deps, params }) {
    const { name, queries } = requireCase(deps, params.name).manifest
    if (!queries.includes(params.query)) throw new KcsError('flow-message-unknown')
    const answer = await deps.runs.relayQuery(name, params.id, params.query)
    if (answer === null) throw new KcsError('not-found')
    return { status: 200, body: { answer } }
  },
})
