// PUT /v1/endpoints/:id/address: an operator gives a system its new address.

import { setAddress, setAddressErrors } from '../../../../services/letters/endpoint/set-address'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentEndpoint } from './presenter'
import { addressSchema, endpointParams, endpointSchema, TAG } from './schema'

export const setAddressRoute = route({
  method: 'put',
  path: '/v1/endpoints/:id/address',
  operationId: 'setEndpointAddress',
  summary: 'Give a system its new address; letters under way and parked ones go there',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: addressSchema },
  responses: { 200: { description: 'It has the address.', schema: endpointSchema } },
  errors: [...setAddressErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const endpoint = await setAddress(deps, identity, { endpoint: params.id, ...body }, now)
    return { status: 200, body: await presentEndpoint(deps, endpoint) }
  },
})
