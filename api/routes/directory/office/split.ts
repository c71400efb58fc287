// POST /v1/offices/:code/split

import { succeedOffice, succeedOfficeErrors } from '../../../../services/directory/office/succeed'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { instantOf } from '../../common/request-fields'
import { splitSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const splitOfficeRoute = route({
  method: 'post',
  path: '/v1/offices/:code/split',
  operationId: 'splitOffice',
  summary: 'Split an office into several, of which the first takes its letters',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: splitSchema, example: { into: ['CDIT-N', 'CDIT-S'] } },
  responses: { 200: officeDoc },
  errors: [...succeedOfficeErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const succession = {
      code: params.code,
      version: versionToChange(ctx),
      kind: 'split' as const,
      into: body.into,
      at: instantOf(body.at),
    }
    return presentChanged(await succeedOffice(deps, identity, succession, now), now)
  },
})
