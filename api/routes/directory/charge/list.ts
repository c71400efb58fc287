// GET /v1/employees/:pen/charges

import { holdsAt } from '../../../../domain/directory/charge/charge'
import {
  requireEmployee,
  requireEmployeeErrors,
} from '../../../../services/directory/employee/require-employee'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCharge } from './presenter'
import { asOfQuery, chargeListSchema, chargesOfEmployee } from './schema'

export const listChargesRoute = route({
  method: 'get',
  path: '/v1/employees/:pen/charges',
  operationId: 'listCharges',
  summary: 'The charges of an employee, newest first',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  query: asOfQuery,
  responses: { 200: { description: 'At most the newest 500.', schema: chargeListSchema } },
  errors: [...requireEmployeeErrors, 'parameter-invalid', 'parameter-repeated'],
  handler: async ({ deps, params, query }) => {
    const { pen } = await requireEmployee(deps.repositories, params.pen)
    const charges = await deps.repositories.charges.ofEmployee(pen)
    const at = instantOf(query.at)
    const items = charges.filter((charge) => at === null || holdsAt(charge, at)).map(presentCharge)
    return { status: 200, body: { items } }
  },
})
