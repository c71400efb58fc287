// POST /v1/agent/deliveries/:id/redelivery

import { redeliverOwn, redeliverOwnErrors } from '../../../../services/letters/delivery/redeliver-own'
import { route } from '../../../http/route'
import { OWN_TAG } from '../endpoint/own-schema'
import { deliveryParams, redeliveredSchema } from './schema'

export const redeliverOwnRoute = route({
  method: 'post',
  path: '/v1/agent/deliveries/:id/redelivery',
  operationId: 'redeliverOwn',
  summary: 'Have a letter sent again that could not be delivered to you',
  description:
    'Safe to repeat. One that waits for its next try stays as it is: say that you are back instead. In the place of a test letter another is sent.',
  tag: OWN_TAG,
  access: 'known',
  params: deliveryParams,
  responses: { 202: { description: 'It is on its way.', schema: redeliveredSchema } },
  errors: [...redeliverOwnErrors],
  async handler({ deps, identity, params, now }) {
    const { tapal, changed } = await redeliverOwn(deps, identity, { tapal: params.id }, now)
    const nextAttemptAt = tapal.nextAttemptAt?.toISOString() ?? null
    return { status: 202, body: { id: tapal.id, state: tapal.state, sentAgain: changed, nextAttemptAt } }
  },
})
