// POST /v1/dispatches/:id/recall: a letter is taken back.

import { recallDispatch, recallDispatchErrors } from '../../../../services/letters/dispatch/recall'
import { route } from '../../../http/route'
import { presentDispatches } from './presenter'
import { dispatchIdSchema, dispatchSchema, recallSchema, TAG } from './schema'

export const recallDispatchRoute = route({
  method: 'post',
  path: '/v1/dispatches/:id/recall',
  operationId: 'recallDispatch',
  summary: 'Take a letter back from all who have not acknowledged it',
  description:
    'Where an office has taken the letter already it stays there, and the trace says so. An ' +
    'acknowledgement that comes later from an office that had the letter is still taken.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  body: { schema: recallSchema },
  responses: {
    202: {
      description: 'The letter is taken back; a repeat returns the same.',
      schema: dispatchSchema,
    },
  },
  errors: [...recallDispatchErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const recalled = await recallDispatch(deps, identity, { dispatch: params.id, reason: body.reason }, now)
    const [response] = await presentDispatches(deps, identity, [recalled], now)
    return { status: 202, body: response }
  },
})
