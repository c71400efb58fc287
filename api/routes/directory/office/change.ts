// PATCH /v1/offices/:code

import { changeOffice, changeOfficeErrors } from '../../../../services/directory/office/change'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf, presentFields } from '../../common/request-fields'
import { officeChangesSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const changeOfficeRoute = route({
  method: 'patch',
  path: '/v1/offices/:code',
  operationId: 'changeOffice',
  summary: 'Change what an office is; its place is changed by a move',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: officeChangesSchema },
  responses: { 200: officeDoc },
  errors: [...changeOfficeErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const { kind, department, district, calendar, fitToReceive, inwardSeat, activeUntil, ...facts } = body
    const change = {
      code: params.code,
      version: versionToChange(ctx),
      datedFacts: presentFields({ kind, department, district, calendar, fitToReceive, inwardSeat }),
      facts: presentFields(facts),
      activeUntil: activeUntil === undefined ? undefined : instantOf(activeUntil),
    }
    return presentChanged(await changeOffice(deps, identity, change, now), now)
  },
})
