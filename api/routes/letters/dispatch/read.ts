// GET /v1/dispatches/:id: one dispatch.

import { readDispatch, readDispatchErrors } from '../../../../services/letters/dispatch/read'
import { route } from '../../../http/route'
import { presentDispatches } from './presenter'
import { dispatchIdSchema, dispatchSchema, TAG } from './schema'

export const readDispatchRoute = route({
  method: 'get',
  path: '/v1/dispatches/:id',
  operationId: 'readDispatch',
  summary: 'One dispatch with the count of its tapals by state',
  description:
    'The despatch number is null until the recipients are resolved, a moment after the acceptance.',
  tag: TAG,
  access: 'known',
  params: dispatchIdSchema,
  responses: { 200: { description: 'The dispatch.', schema: dispatchSchema } },
  errors: [...readDispatchErrors],
  async handler({ deps, identity, params, now }) {
    const dispatch = await readDispatch(deps, identity, params.id)
    const [body] = await presentDispatches(deps, identity, [dispatch], now)
    return { status: 200, body }
  },
})
