// POST /v1/employees/:pen/join

import { joinSeat, joinSeatErrors } from '../../../../services/directory/charge/join'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCharge } from './presenter'
import { chargeSchema, chargesOfEmployee, joinSchema } from './schema'

export const joinSeatRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/join',
  operationId: 'joinSeat',
  summary: 'An employee joins a seat',
  description:
    'By the head of the office of the seat or an administrator above it. A seat has one regular holder at any ' +
    'instant; additional charges and one in absence stand beside.',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  body: { schema: joinSchema },
  responses: {
    201: { description: 'The charge.', schema: chargeSchema },
    200: { description: 'It was so already.', schema: chargeSchema },
  },
  errors: [...joinSeatErrors, 'validation-failed'],
  handler: async ({ deps, identity, params, body, now }) => {
    const { seat, kind = 'regular' } = body
    const joining = { pen: params.pen, seat, kind, at: instantOf(body.at) }
    const { charge, created } = await joinSeat(deps, identity, joining, now)
    if (!created) return { status: 200, body: presentCharge(charge) }
    const location = `/v1/employees/${encodeURIComponent(params.pen)}/charges`
    return { status: 201, body: presentCharge(charge), headers: { location } }
  },
})
