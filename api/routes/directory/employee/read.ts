// GET /v1/employees/:pen

import {
  requireEmployee,
  requireEmployeeErrors,
} from '../../../../services/directory/employee/require-employee'
import { isOwn } from '../../../../services/directory/employee/choose-channels'
import { decidesOnEmployee } from '../../../../services/access/right/charge-rights'
import { route } from '../../../http/route'
import { presentEmployee } from './presenter'
import { employeeDoc, employeeParams } from './schema'

export const readEmployeeRoute = route({
  method: 'get',
  path: '/v1/employees/:pen',
  operationId: 'readEmployee',
  summary: 'One employee',
  description: 'Also by a temporary number the employee had before.',
  tag: 'Employees and charges',
  access: 'known',
  params: employeeParams,
  responses: { 200: employeeDoc },
  errors: [...requireEmployeeErrors],
  handler: async ({ deps, params, identity, now }) => {
    const employee = await requireEmployee(deps.repositories, params.pen)
    const change = await decidesOnEmployee(deps.repositories, identity, employee.pen, now)
    return presentEmployee(deps.repositories, employee, { change, own: isOwn(identity, employee) })
  },
})
