// PUT /v1/employees/:pen/channels

import { decidesOnEmployee } from '../../../../services/access/right/charge-rights'
import { chooseChannels, chooseChannelsErrors } from '../../../../services/directory/employee/choose-channels'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { presentEmployee } from './presenter'
import { channelsSchema, employeeDoc, employeeParams } from './schema'

export const chooseChannelsRoute = route({
  method: 'put',
  path: '/v1/employees/:pen/channels',
  operationId: 'chooseChannels',
  summary: 'Choose by which channels KCS tells the own telephone',
  description:
    'By the employee alone. Portal and e-mail tell of everything; SMS and WhatsApp of what presses. To choose WhatsApp is ' +
    'a consent for the number known now: it is kept with its instant, and counts no more when the number changes.',
  tag: 'Employees and charges',
  access: 'known',
  params: employeeParams,
  body: { schema: channelsSchema },
  responses: { 200: employeeDoc },
  errors: [...chooseChannelsErrors, 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, identity, params, body, now, ctx }) => {
    const input = { pen: params.pen, version: versionToChange(ctx), choice: body }
    const employee = await chooseChannels(deps, identity, input, now)
    const change = await decidesOnEmployee(deps.repositories, identity, employee.pen, now)
    return presentEmployee(deps.repositories, employee, { change, own: true })
  },
})
