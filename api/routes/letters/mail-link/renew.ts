// POST /v1/tapals/:id/mail-link: the sender or an operator has a new link mailed; the one before ends.

import { renewLink, renewLinkErrors } from '../../../../services/letters/mail-link/renew'
import { route } from '../../../http/route'
import { presentTapal } from '../tapal/presenter'
import { tapalIdSchema, tapalResponse } from '../tapal/schema'
import { TAG } from './schema'

export const renewLinkRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/mail-link',
  operationId: 'renewMailLink',
  summary: 'Mail a new link to the receiving office; the link before it ends at once',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  needsIdempotencyKey: true,
  responses: {
    202: { ...tapalResponse, description: 'The new link is on its way; the one before counts no more.' },
  },
  errors: [...renewLinkErrors, 'idempotency-key-missing', 'idempotency-key-invalid'],
  async handler({ deps, identity, params, idempotencyKey, now }) {
    const input = { tapal: params.id, key: idempotencyKey }
    const { tapal } = await renewLink(deps, identity, input, now)
    return { status: 202, body: await presentTapal(deps, identity, tapal, now) }
  },
})
