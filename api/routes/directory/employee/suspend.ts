// POST /v1/employees/:pen/suspend

import { suspendEmployee, suspendEmployeeErrors } from '../../../../services/directory/employee/suspend'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCharge } from '../charge/presenter'
import { chargeListSchema, chargesOfEmployee, suspendSchema } from '../charge/schema'

export const suspendEmployeeRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/suspend',
  operationId: 'suspendEmployee',
  summary: 'Suspend an employee: all charges end and all access is closed',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  body: { schema: suspendSchema },
  responses: { 200: { description: 'The charges that ended with it.', schema: chargeListSchema } },
  errors: [...suspendEmployeeErrors],
  handler: async ({ deps, identity, params, body, now }) => {
    const input = { pen: params.pen, at: instantOf(body.at) ?? now }
    const endedCharges = await suspendEmployee(deps, identity, input, now)
    return { status: 200, body: { items: endedCharges.map(presentCharge) } }
  },
})
