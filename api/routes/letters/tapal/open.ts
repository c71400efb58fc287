// POST /v1/tapals/:id/opening: the holder of the seat has read a tapal.

import { open, openErrors } from '../../../../services/letters/tapal/open'
import { route } from '../../../http/route'
import { presentTapal } from './presenter'
import { openingSchema, TAG, tapalResponse, tapalIdSchema } from './schema'

export const openTapalRoute = route({
  method: 'post',
  path: '/v1/tapals/:id/opening',
  operationId: 'openTapal',
  summary: 'Note that the holder of the seat has read the tapal',
  description: 'Noted once; later ones change nothing.',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  body: { schema: openingSchema },
  responses: { 200: tapalResponse },
  errors: [...openErrors],
  async handler({ deps, identity, params, body, now }) {
    const { tapal } = await open(deps, identity, { ...body, tapal: params.id }, now)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
