// POST /v1/agent/webhooks/:id/replay

import { replayChanges, replayChangesErrors } from '../../../../services/access/subscription/change'
import { route } from '../../../http/route'
import { presentWebhook } from './presenter'
import { replaySchema, TAG, webhookParams, webhookSchema } from './schema'

export const replayChangesRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/replay',
  operationId: 'replayChanges',
  summary: 'Have a range of changes sent again, beside what is new',
  description: 'At most 10,000 changes, in order, one range at a time.',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  body: { schema: replaySchema },
  responses: { 202: { description: 'It is sent again soon.', schema: webhookSchema } },
  errors: [...replayChangesErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const subscription = await replayChanges(deps, identity, { webhook: params.id, ...body }, now)
    return { status: 202, body: presentWebhook(subscription) }
  },
})
