// GET /v1/tapals/:id: one tapal.

import { readTapal, readTapalErrors } from '../../../../services/letters/tapal/read'
import { route } from '../../../http/route'
import { presentTapal } from './presenter'
import { TAG, tapalResponse, tapalIdSchema } from './schema'

export const readTapalRoute = route({
  method: 'get',
  path: '/v1/tapals/:id',
  operationId: 'readTapal',
  summary: 'One tapal with its history',
  description: 'Reading changes nothing; the holder of the seat opens a tapal by its own act.',
  tag: TAG,
  access: 'known',
  params: tapalIdSchema,
  responses: { 200: tapalResponse },
  errors: [...readTapalErrors],
  async handler({ deps, identity, params, now }) {
    const tapal = await readTapal(deps, identity, params.id)
    return { status: 200, body: await presentTapal(deps, identity, tapal, now) }
  },
})
