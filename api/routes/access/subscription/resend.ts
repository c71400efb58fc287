// POST /v1/agent/webhooks/:id/deliveries/:number/resend, and the same for operators

import {
  resendChange,
  resendChangeErrors,
  resendForAgent,
  resendForAgentErrors,
} from '../../../../services/access/subscription/try'
import { route } from '../../../http/route'
import { OPERATOR_ACCESS } from './policy'
import { presentDelivery } from './presenter'
import { agentDeliveryParams, deliveryParams, deliverySchema, TAG } from './schema'

export const resendChangeRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/deliveries/:number/resend',
  operationId: 'resendChange',
  summary: 'Send one change once more, under the same id, and see what it returns',
  description: 'The webhook may be dead; its place in the feed does not change.',
  tag: TAG,
  access: 'known',
  params: deliveryParams,
  responses: { 200: { description: 'What came of it.', schema: deliverySchema } },
  errors: [...resendChangeErrors],
  async handler({ deps, identity, params }) {
    const { publicUrl } = deps.settings
    const input = { webhook: params.id, number: params.number }
    const delivery = await resendChange({ ...deps, publicUrl }, identity, input)
    return { status: 200, body: presentDelivery(delivery) }
  },
})

export const resendForAgentRoute = route({
  method: 'post',
  path: '/v1/agents/:id/webhooks/:webhook/deliveries/:number/resend',
  operationId: 'resendForAgent',
  summary: 'Send one change to a webhook of an agent once more, for operators',
  tag: TAG,
  access: OPERATOR_ACCESS,
  params: agentDeliveryParams,
  responses: { 200: { description: 'What came of it.', schema: deliverySchema } },
  errors: [...resendForAgentErrors],
  async handler({ deps, identity, params }) {
    const { publicUrl } = deps.settings
    const input = { agent: params.id, webhook: params.webhook, number: params.number }
    const delivery = await resendForAgent({ ...deps, publicUrl }, identity, input)
    return { status: 200, body: presentDelivery(delivery) }
  },
})
