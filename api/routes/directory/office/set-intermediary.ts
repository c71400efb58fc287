// POST /v1/offices/:code/intermediaries

import {
  setIntermediary,
  setIntermediaryErrors,
} from '../../../../services/directory/office/set-intermediary'
import { versionGiven } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { intermediarySchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const setIntermediaryRoute = route({
  method: 'post',
  path: '/v1/offices/:code/intermediaries',
  operationId: 'setIntermediary',
  summary: 'Let another office take the mail for a time; the same office and beginning again sets the end',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: intermediarySchema },
  responses: { 200: officeDoc },
  errors: [...setIntermediaryErrors, 'forbidden', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const input = {
      code: params.code,
      version: versionGiven(ctx),
      office: body.office,
      from: instantOf(body.from) ?? now,
      until: instantOf(body.until),
    }
    return presentChanged(await setIntermediary(deps, identity, input, now), now)
  },
})
