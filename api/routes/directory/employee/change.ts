// PATCH /v1/employees/:pen

import { changeEmployee, changeEmployeeErrors } from '../../../../services/directory/employee/change'
import { isOwn } from '../../../../services/directory/employee/choose-channels'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { presentFields } from '../../common/request-fields'
import { presentEmployee } from './presenter'
import { employeeChangeSchema, employeeDoc, employeeParams } from './schema'

export const changeEmployeeRoute = route({
  method: 'patch',
  path: '/v1/employees/:pen',
  operationId: 'changeEmployee',
  summary: 'Change name or contact',
  tag: 'Employees and charges',
  access: 'known',
  params: employeeParams,
  body: { schema: employeeChangeSchema },
  responses: { 200: employeeDoc },
  errors: [...changeEmployeeErrors, 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, identity, params, body, now, ctx }) => {
    const change = { pen: params.pen, version: versionToChange(ctx), facts: presentFields(body) }
    const employee = await changeEmployee(deps, identity, change, now)
    return presentEmployee(deps.repositories, employee, { own: isOwn(identity, employee) })
  },
})
