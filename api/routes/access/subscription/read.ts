// GET /v1/agent/webhooks/:id, and its deliveries

import { requireSubscription, requireSubscriptionErrors } from '../../../../services/access/subscription/own'
import { route } from '../../../http/route'
import { presentDelivery, presentWebhook } from './presenter'
import { deliveryListSchema, TAG, webhookParams, webhookSchema } from './schema'

export const readWebhookRoute = route({
  method: 'get',
  path: '/v1/agent/webhooks/:id',
  operationId: 'readWebhook',
  summary: 'One of your webhooks',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  responses: { 200: { description: 'The webhook.', schema: webhookSchema } },
  errors: [...requireSubscriptionErrors],
  async handler({ deps, identity, params }) {
    const subscription = await requireSubscription(deps.repositories, identity, params.id)
    return { status: 200, body: presentWebhook(subscription) }
  },
})

export const listDeliveriesRoute = route({
  method: 'get',
  path: '/v1/agent/webhooks/:id/deliveries',
  operationId: 'listDeliveries',
  summary: 'What was sent to it last, and what it returned',
  tag: TAG,
  access: 'known',
  params: webhookParams,
  responses: { 200: { description: 'The deliveries.', schema: deliveryListSchema } },
  errors: [...requireSubscriptionErrors],
  async handler({ deps, identity, params }) {
    const { deliveries } = await requireSubscription(deps.repositories, identity, params.id)
    return { status: 200, body: { items: deliveries.map(presentDelivery).reverse() } }
  },
})
