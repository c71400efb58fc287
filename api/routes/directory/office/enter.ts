// POST /v1/offices

import { enterOffice, enterOfficeErrors } from '../../../../services/directory/office/enter'
import { etag } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { newOfficeSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentWhole } from './presenter'
import { officeDoc } from './schema'

export const addOfficeRoute = route({
  method: 'post',
  path: '/v1/offices',
  operationId: 'addOffice',
  summary: 'Enter a new office, and the seat of its head with it',
  description: 'The code is the key: the same again is refused with `exists-already`.',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  body: { schema: newOfficeSchema },
  responses: { 201: { ...officeDoc, headers: { ...officeDoc.headers, Location: 'The office.' } } },
  errors: [...enterOfficeErrors, 'forbidden', 'validation-failed'],
  handler: async ({ deps, body, identity, now }) => {
    const { code, name, parent, headSeat, activeFrom, activeUntil, confirmTwin = false, ...facts } = body
    const input = {
      code,
      name,
      parent,
      confirmTwin,
      facts: presentFields(facts),
      activeFrom: instantOf(activeFrom),
      activeUntil: instantOf(activeUntil),
      headSeat: headSeat ? { designationMl: '', ...presentFields(headSeat) } : null,
    }
    const office = await enterOffice(deps, identity, input, now)
    const location = `/v1/offices/${encodeURIComponent(office.code)}`
    return { status: 201, body: presentWhole(office, now), headers: { ...etag(office.version), location } }
  },
})
