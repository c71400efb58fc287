// POST /v1/endpoints/:id/collect: an operator has a system asked at once for what its offices send.

import { collectNow, collectNowErrors } from '../../../../services/letters/collect/read'
import { route } from '../../../http/route'
import { ENDPOINT_ACCESS } from './policy'
import { presentCollection } from './presenter'
import { collectionSchema, collectSchema, endpointParams, TAG } from './schema'

export const collectNowRoute = route({
  method: 'post',
  path: '/v1/endpoints/:id/collect',
  operationId: 'collectNow',
  summary: 'Ask a system at once for what its offices send; with `again` also for what lies refused',
  tag: TAG,
  access: ENDPOINT_ACCESS,
  params: endpointParams,
  body: { schema: collectSchema, optional: true },
  responses: { 202: { description: 'It is asked soon.', schema: collectionSchema } },
  errors: [...collectNowErrors, 'validation-failed'],
  async handler({ deps, identity, params, body, now }) {
    const on = { endpoint: params.id, again: body?.again === true }
    return { status: 202, body: presentCollection(await collectNow(deps, identity, on, now)) }
  },
})
