// POST /v1/agent/endpoints/:id/return

import { sayBack, sayBackErrors } from '../../../../services/letters/endpoint/say-back'
import { route } from '../../../http/route'
import { presentOwnEndpoint } from './own-presenter'
import { OWN_TAG, ownEndpointSchema } from './own-schema'
import { endpointParams } from './schema'

export const sayBackRoute = route({
  method: 'post',
  path: '/v1/agent/endpoints/:id/return',
  operationId: 'sayBack',
  summary: 'Say that your system is back: where KCS has paused it, it is probed at once',
  description:
    'Any good call of yours does the same. The probe is GET {address}/capabilities; when it is answered, the letters that wait come. A pause of an operator is ended by operators alone.',
  tag: OWN_TAG,
  access: 'known',
  params: endpointParams,
  responses: {
    202: {
      description: 'The endpoint as it stands; where it is paused, it is probed soon.',
      schema: ownEndpointSchema,
    },
  },
  errors: [...sayBackErrors],
  async handler({ deps, identity, params, now }) {
    const endpoint = await sayBack(deps, identity, { endpoint: params.id }, now)
    return { status: 202, body: presentOwnEndpoint(endpoint, now) }
  },
})
