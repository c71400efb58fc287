// POST /v1/seats/:id/handovers/one-sided

import {
  giveSeatOneSided,
  giveSeatOneSidedErrors,
} from '../../../../services/directory/handover/give-one-sided'
import { route } from '../../../http/route'
import { presentHandover } from './presenter'
import { handoverDoc, oneSidedSchema, seatParams } from './schema'

export const giveSeatOneSidedRoute = route({
  method: 'post',
  path: '/v1/seats/:id/handovers/one-sided',
  operationId: 'giveSeatOneSided',
  summary: 'Give a seat away without its holder',
  description:
    'By the head of the office or an administrator above it, where the holder cannot or will not give, or the next ' +
    'will not take. The charges change at once; the handover is marked, with the reason.',
  tag: 'Employees and charges',
  access: 'person',
  params: seatParams,
  body: { schema: oneSidedSchema, example: { to: 'TEMP-2', reason: 'On long leave.' } },
  responses: { 201: handoverDoc },
  errors: [...giveSeatOneSidedErrors, 'validation-failed'],
  handler: async ({ deps, identity, params, body, now }) => {
    const handover = await giveSeatOneSided(deps, identity, { seat: params.id, ...body }, now)
    return presentHandover(deps.repositories, handover, 201)
  },
})
