// DELETE /v1/agent/webhooks/:id

import { removeSubscription, removeSubscriptionErrors } from '../../../../services/access/subscription/change'
import { route } from '../../../http/route'
import { TAG, webhookParams } from './schema'

export const removeWebhookRoute = route({
  method: 'delete',
  path: '/v1/agent/webhooks/:id',
  operationId: 'removeWebhook',
  summary: 'Remove a webhook; nothing more is sent there',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  responses: { 204: { description: 'It is removed; a repeat returns the same.' } },
  errors: [...removeSubscriptionErrors],
  async handler({ deps, identity, params, now }) {
    await removeSubscription(deps, identity, params.id, now)
    return { status: 204 }
  },
})
