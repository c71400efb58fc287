// POST /v1/tapals/:id/refusal: the office does not take a tapal.

import { refuse, refuseErrors } from '../../../../services/letters/tapal/refuse'
import { route } from '../../../http/route'
import { presentTapal } from './presenter'
import { refusalSchema, TAG, tapalResponse, tapalIdSchema } from './schema'

export const refuseTapalRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/refusal',
  operationId: 'refuseTapal',
  summary: 'Refuse a tapal with a coded reason',
  description:
    'It ends the tapal; the sender is told code and reason, and where it should have gone ' +
    '(`rightOffice`).',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  body: { schema: refusalSchema },
  responses: { 200: tapalResponse },
  errors: [...refuseErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const { seat, code, reason, rightOffice = null } = body
    const input = { tapal: params.id, seat, refusal: { code, reason, rightOffice } }
    const { tapal } = await refuse(deps, identity, input, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
