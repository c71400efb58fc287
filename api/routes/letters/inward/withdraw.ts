// POST /v1/agent/inwards/:id/withdraw: what becomes of a letter that was recalled while the agent had it.

import { answerRecall, answerRecallErrors } from '../../../../services/letters/inward/answer-recall'
import { route } from '../../../http/route'
import { presentInwardState } from './presenter'
import { inwardParams, inwardResponse, TAG, withdrawSchema } from './schema'

export const withdrawInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/withdraw',
  operationId: 'withdrawInward',
  summary: 'Say whether you give a recalled letter back',
  description: 'It is named in `withdrawals` of every fetching until you have said so.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: withdrawSchema },
  responses: { 200: inwardResponse },
  errors: [...answerRecallErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { tapal } = await answerRecall(deps, identity, { tapal: params.id, end: body.end }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
