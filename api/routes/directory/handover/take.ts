// POST /v1/handovers/:id/taking

import { takeSeat, takeSeatErrors } from '../../../../services/directory/handover/take'
import { route } from '../../../http/route'
import { presentHandover } from './presenter'
import { handoverDoc, handoverParams } from './schema'

export const takeSeatRoute = route({
  method: 'post',
  path: '/v1/handovers/:id/taking',
  operationId: 'takeSeat',
  summary: 'Take a seat that was given',
  description:
    'By the one it was given to. From this instant on the seat is the taker’s, and the next request of the giver ' +
    'for it is refused. a repeat returns the same.',
  tag: 'Employees and charges',
  access: 'person',
  params: handoverParams,
  responses: { 200: handoverDoc },
  errors: [...takeSeatErrors],
  handler: async ({ deps, identity, params, now }) =>
    presentHandover(deps.repositories, await takeSeat(deps, identity, { id: params.id }, now)),
})
