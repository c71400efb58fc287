// POST /v1/offices/:code/move

import { moveOffice, moveOfficeErrors } from '../../../../services/directory/office/move'
import { versionToChange } from '../../../http/etag'
import { route } from '../../../http/route'
import { moveSchema } from './body-schema'
import { OFFICE_ACCESS } from './policy'
import { presentChanged } from './presenter'
import { officeDoc, officeParams } from './schema'

export const moveOfficeRoute = route({
  method: 'post',
  path: '/v1/offices/:code/move',
  operationId: 'moveOffice',
  summary: 'Move an office and all below it under another, or to the top',
  tag: 'Directory',
  access: OFFICE_ACCESS,
  params: officeParams,
  body: { schema: moveSchema },
  responses: { 200: officeDoc },
  errors: [...moveOfficeErrors, 'forbidden', 'if-match-missing', 'validation-failed'],
  handler: async ({ deps, params, body, identity, now, ctx }) => {
    const move = { code: params.code, version: versionToChange(ctx), parent: body.parent }
    return presentChanged(await moveOffice(deps, identity, move, now), now)
  },
})
