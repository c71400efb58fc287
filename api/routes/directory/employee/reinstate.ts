// POST /v1/employees/:pen/reinstate

import { reinstateEmployee, reinstateEmployeeErrors } from '../../../../services/directory/employee/reinstate'
import { route } from '../../../http/route'
import { chargesOfEmployee } from '../charge/schema'

export const reinstateEmployeeRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/reinstate',
  operationId: 'reinstateEmployee',
  summary: 'End a suspension: the account opens again; seats must be joined again',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  responses: { 204: { description: 'The employee is in service.' } },
  errors: [...reinstateEmployeeErrors],
  handler: async ({ deps, identity, params, now }) => {
    await reinstateEmployee(deps, identity, { pen: params.pen }, now)
    return { status: 204 }
  },
})
