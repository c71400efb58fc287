// POST /v1/tapals/:id/acknowledgement: the office takes a tapal.

import { acknowledge, acknowledgeErrors } from '../../../../services/letters/tapal/acknowledge'
import { route } from '../../../http/route'
import { presentTapal } from './presenter'
import { acknowledgementSchema, TAG, tapalResponse, tapalIdSchema } from './schema'

export const acknowledgeTapalRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/acknowledgement',
  operationId: 'acknowledgeTapal',
  summary: 'Take a tapal with the diary number of the office',
  description:
    'By the addressed seat, by a seat it has escalated to, or by the agent that serves the office. ' +
    'Also after a failure: the office had it after all.',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  body: { schema: acknowledgementSchema },
  responses: { 200: tapalResponse },
  errors: [...acknowledgeErrors],
  async handler({ deps, identity, params, body, now }) {
    const { tapal } = await acknowledge(deps, identity, { ...body, tapal: params.id }, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
