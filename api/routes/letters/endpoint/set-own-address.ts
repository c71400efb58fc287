// PUT /v1/agent/endpoints/:id/address

import { setOwnAddress, setOwnAddressErrors } from '../../../../services/letters/endpoint/set-own-address'
import { route } from '../../../http/route'
import { presentOwnEndpoint } from './own-presenter'
import { OWN_TAG, ownAddressSchema, ownEndpointSchema } from './own-schema'
import { endpointParams } from './schema'

export const setOwnAddressRoute = route({
  method: 'put',
  path: '/v1/agent/endpoints/:id/address',
  operationId: 'setOwnAddress',
  summary: 'Move to another address, which is taken once it has answered a signed call there',
  description:
    'KCS calls GET {address}/capabilities at the new address, signed, and follows no redirect. Where the answer is not good, the address of before stays, and detail says what came back.',
  tag: OWN_TAG,
  access: 'known',
  params: endpointParams,
  body: { schema: ownAddressSchema },
  responses: { 200: { description: 'Letters go there from the next try on.', schema: ownEndpointSchema } },
  errors: [...setOwnAddressErrors, 'validation-failed'],
  async handler({ deps, shared, identity, params, body, now, ctx }) {
    const calling = shared.waiting.begin(`calls to ${params.id}`, true, ctx.res)
    try {
      const endpoint = await setOwnAddress(deps, identity, { endpoint: params.id, ...body }, now)
      return { status: 200, body: presentOwnEndpoint(endpoint, now) }
    } finally {
      calling.over()
    }
  },
})
