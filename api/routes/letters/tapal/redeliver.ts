// POST /v1/tapals/:id/redelivery: an operator sends a failed tapal again.

import { redeliver, redeliverErrors } from '../../../../services/letters/tapal/redeliver'
import { route } from '../../../http/route'
import { presentTapal } from './presenter'
import { redeliverySchema, TAG, tapalResponse, tapalIdSchema } from './schema'

export const redeliverTapalRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/redelivery',
  operationId: 'redeliverTapal',
  summary: 'Send a failed tapal again',
  description: 'It waits at its endpoint, which delivers it in its turn; a repeat changes nothing.',
  tag: TAG,
  access: { roles: ['operator', 'admin'] },
  params: tapalIdSchema,
  body: { schema: redeliverySchema, optional: true },
  responses: { 202: { ...tapalResponse, description: 'It is on its way again.' } },
  errors: ['forbidden', ...redeliverErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { tapal } = await redeliver(deps, identity, { tapal: params.id, reason: body?.reason }, now)
    return { status: 202, body: await presentTapal(deps, identity, tapal, now) }
  },
})
