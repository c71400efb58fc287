// POST /v1/employees/:pen/number

import {
  issueEmployeeNumber,
  issueEmployeeNumberErrors,
} from '../../../../services/directory/employee/issue-number'
import { route } from '../../../http/route'
import { presentEmployee } from './presenter'
import { employeeDoc, employeeParams, numberSchema } from './schema'

export const issueEmployeeNumberRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/number',
  operationId: 'issueEmployeeNumber',
  summary: 'Give the permanent number in place of a temporary one',
  description:
    'Charges, account and sessions go on; what was done under the temporary number keeps its name.',
  tag: 'Employees and charges',
  access: 'known',
  params: employeeParams,
  body: { schema: numberSchema },
  responses: { 200: employeeDoc },
  errors: [...issueEmployeeNumberErrors, 'validation-failed'],
  handler: async ({ deps, identity, params, body, now }) => {
    const employee = await issueEmployeeNumber(deps, identity, { pen: params.pen, issued: body.pen }, now)
    return presentEmployee(deps.repositories, employee, { location: true })
  },
})
