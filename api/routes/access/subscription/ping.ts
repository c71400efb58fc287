// POST /v1/agent/webhooks/:id/ping

import { pingSubscription, pingSubscriptionErrors } from '../../../../services/access/subscription/try'
import { route } from '../../../http/route'
import { presentDelivery } from './presenter'
import { deliverySchema, TAG, webhookParams } from './schema'

export const pingWebhookRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/ping',
  operationId: 'pingWebhook',
  summary: 'Call the address once, and see what it returns',
  description: 'The message is signed as a change is, of the type `in.gov.kerala.kcs.ping`.',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  responses: { 200: { description: 'What came of it.', schema: deliverySchema } },
  errors: [...pingSubscriptionErrors],
  async handler({ deps, identity, params }) {
    const { publicUrl } = deps.settings
    const delivery = await pingSubscription({ ...deps, publicUrl }, identity, params.id)
    return { status: 200, body: presentDelivery(delivery) }
  },
})
