// POST /v1/agent/webhooks/:id/opening

import { openSubscription, openSubscriptionErrors } from '../../../../services/access/subscription/change'
import { route } from '../../../http/route'
import { presentWebhook } from './presenter'
import { openingSchema, TAG, webhookParams, webhookSchema } from './schema'

export const openWebhookRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/opening',
  operationId: 'openWebhook',
  summary: 'Open a webhook that is dead; it goes on where it stopped',
  description: 'A webhook dies by `410`, and after five days in which nothing was taken.',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  body: { schema: openingSchema, optional: true },
  responses: { 200: { description: 'It is open.', schema: webhookSchema } },
  errors: [...openSubscriptionErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const subscription = await openSubscription(deps, identity, { webhook: params.id, ...body }, now)
    return { status: 200, body: presentWebhook(subscription) }
  },
})
