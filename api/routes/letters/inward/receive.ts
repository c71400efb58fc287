// POST /v1/agent/inwards/:id/receive: the letter lies in the filing system.

import { receiveInward, receiveInwardErrors } from '../../../../services/letters/inward/receive'
import { route } from '../../../http/route'
import { presentInwardState } from './presenter'
import { inwardParams, inwardResponse, receiveSchema, TAG } from './schema'

export const receiveInwardRoute = route({
  method: 'post',
  path: '/v1/agent/inwards/:id/receive',
  operationId: 'receiveInward',
  summary: 'Say that the letter lies in your filing system: it is delivered, and not given out again',
  description: 'The same as the answer 201 of an agent to which letters are brought.',
  tag: TAG,
  access: 'known',
  params: inwardParams,
  body: { schema: receiveSchema },
  responses: { 200: inwardResponse },
  errors: [...receiveInwardErrors],
  async handler({ deps, identity, params, body, now }) {
    const { tapal } = await receiveInward(deps, identity, { ...body, tapal: params.id }, now)
    return { status: 200, body: presentInwardState(tapal) }
  },
})
