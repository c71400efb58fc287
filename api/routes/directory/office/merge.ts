// POST /v1/offices/:code/merge

import { succeedOffice, succeedOfficeErrors } from '../../../../services/directory/office/succeed'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { mergeSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const mergeOfficeRoute = route({
  method: 'post',
  path: '/v1/offices/:code/merge',
  operationId: 'mergeOffice',
  summary: 'Merge an office into another, which takes its letters from then on',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: mergeSchema },
  responses: { 200: officeDoc },
  errors: [...succeedOfficeErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const succession = {
      code: params.code,
      version: versionToChange(ctx),
      kind: 'merged' as const,
      into: [body.into],
      at: instantOf(body.at),
    }
    return presentChanged(await succeedOffice(deps, identity, succession, now), now)
  },
})
