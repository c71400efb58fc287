// GET /v1/agent/webhooks, and GET /v1/agents/:id/webhooks for operators

import {
  listSubscriptions,
  listSubscriptionsErrors,
  listSubscriptionsOf,
  listSubscriptionsOfErrors,
} from '../../../../services/access/subscription/own'
import { route } from '../../../http/route'
import { OPERATOR_ACCESS } from './policy'
import { presentWebhook } from './presenter'
import { TAG, webhookListSchema, webhookParams } from './schema'

export const listWebhooksRoute = route({
  method: 'get',
  path: '/v1/agent/webhooks',
  operationId: 'listWebhooks',
  summary: 'Your webhooks, and how far each has come',
  tag: TAG,
  access: 'known',
  responses: { 200: { description: 'All of them.', schema: webhookListSchema } },
  errors: [...listSubscriptionsErrors],
  async handler({ deps, identity }) {
    const subscriptions = await listSubscriptions(deps, identity)
    return { status: 200, body: { items: subscriptions.map(presentWebhook) } }
  },
})

export const listWebhooksOfAgentRoute = route({
  method: 'get',
  path: '/v1/agents/:id/webhooks',
  operationId: 'listWebhooksOfAgent',
  summary: 'The webhooks of an agent, for operators',
  tag: TAG,
  access: OPERATOR_ACCESS,
  params: webhookParams,
  responses: { 200: { description: 'All of them.', schema: webhookListSchema } },
  errors: [...listSubscriptionsOfErrors],
  async handler({ deps, identity, params }) {
    const subscriptions = await listSubscriptionsOf(deps, identity, { agent: params.id })
    return { status: 200, body: { items: subscriptions.map(presentWebhook) } }
  },
})
