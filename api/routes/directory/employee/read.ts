// GET /v1/employees/:pen

import {
  requireEmployee,
  requireEmployeeErrors,
} from '../../../../services/directory/employee/require-employee'
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
  handler: async ({ deps, params }) =>
    presentEmployee(deps.repositories, await requireEmployee(deps.repositories, params.pen)),
})
