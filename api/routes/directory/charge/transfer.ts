// POST /v1/employees/:pen/transfer

import { transferEmployee, transferEmployeeErrors } from '../../../../services/directory/charge/transfer'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { presentCharge } from './presenter'
import { chargesOfEmployee, transferResponseSchema, transferSchema } from './schema'

export const transferEmployeeRoute = route({
  method: 'post',
  path: '/v1/employees/:pen/transfer',
  operationId: 'transferEmployee',
  summary: 'An employee leaves one seat and joins another at the same instant',
  tag: 'Employees and charges',
  access: 'known',
  params: chargesOfEmployee,
  body: { schema: transferSchema },
  responses: { 200: { description: 'Both charges.', schema: transferResponseSchema } },
  errors: [...transferEmployeeErrors, 'validation-failed'],
  handler: async ({ deps, identity, params, body, now }) => {
    const { from, to, kind = 'regular' } = body
    const input = { pen: params.pen, from, to, kind, at: instantOf(body.at) ?? null }
    const { ended, begun } = await transferEmployee(deps, identity, input, now)
    return { status: 200, body: { ended: presentCharge(ended), begun: presentCharge(begun) } }
  },
})
