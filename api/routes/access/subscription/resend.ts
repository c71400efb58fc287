// POST /v1/agent/webhooks/:id/deliveries/:number/resend

import { resendChange, resendChangeErrors } from '../../../../services/access/subscription/try'
import { route } from '../../../http/route'
import { presentDelivery } from './presenter'
import { deliveryParams, deliverySchema, TAG } from './schema'

export const resendChangeRoute = route({
  method: 'post',
  path: '/v1/agent/webhooks/:id/deliveries/:number/resend',
  operationId: 'resendChange',
  summary: 'Send one change once more, under the same id, and see what it returns',
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
