// POST /v1/employees

import { enterEmployee, enterEmployeeErrors } from '../../../../services/directory/employee/enter'
import { route } from '../../../http/route'
import { presentFields } from '../../common/request-fields'
import { presentEmployee } from './presenter'
import { employeeDoc, newEmployeeSchema } from './schema'

export const addEmployeeRoute = route({
  method: 'post',
  path: '/v1/employees',
  operationId: 'addEmployee',
  summary: 'Enter an employee',
  description: 'By the head of an office or an administrator. A repeat returns `exists-already`.',
  tag: 'Employees and charges',
  access: 'known',
  body: { schema: newEmployeeSchema },
  responses: { 201: employeeDoc },
  errors: [...enterEmployeeErrors, 'validation-failed'],
  handler: async ({ deps, identity, body, now }) => {
    const employee = await enterEmployee(deps, identity, presentFields(body), now)
    return presentEmployee(deps.repositories, employee, { status: 201, location: true })
  },
})
