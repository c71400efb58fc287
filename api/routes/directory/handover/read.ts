// GET /v1/handovers/:id

import { requireHandover, requireHandoverErrors } from '../../../../services/directory/handover/sight'
import { route } from '../../../http/route'
import { presentHandover } from './presenter'
import { handoverDoc, handoverParams } from './schema'

export const readHandoverRoute = route({
  method: 'get',
  path: '/v1/handovers/:id',
  operationId: 'readHandover',
  summary: 'One handover',
  tag: 'Employees and charges',
  access: 'known',
  params: handoverParams,
  responses: { 200: handoverDoc },
  errors: [...requireHandoverErrors],
  handler: async ({ deps, identity, params }) =>
    presentHandover(deps.repositories, await requireHandover(deps.repositories, identity, params.id)),
})
