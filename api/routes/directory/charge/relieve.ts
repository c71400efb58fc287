// POST /v1/employees/:pen/relieve

import { relieveSeat, relieveSeatErrors } from '../../../../services/directory/charge/relieve'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCharge } from './presenter'
import { chargeSchema, chargesOfEmployee, relieveSchema } from './schema'

export const relieveEmployeeRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/relieve',
  operationId: 'relieveEmployee',
  summary: 'An employee leaves a seat',
  description: 'The seat is vacant then, and its duty falls to the link officer, else to the seat above.',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  body: { schema: relieveSchema },
  responses: { 200: { description: 'The charge as it ended.', schema: chargeSchema } },
  errors: [...relieveSeatErrors, 'validation-failed'],
  handler: async ({ deps, identity, params, body, now }) => {
    const leaving = { pen: params.pen, seat: body.seat, at: instantOf(body.at) ?? null }
    return { status: 200, body: presentCharge(await relieveSeat(deps, identity, leaving, now)) }
  },
})
