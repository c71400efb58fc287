// GET /v1/endpoints/:id/collection: what was collected from a system, and what was not taken.

import { readCollection, readCollectionErrors } from '../../../../services/letters/collect/read'
import { route } from '../../../http/route'
import { presentCollection } from './presenter'
import { collectionSchema, endpointParams, TAG } from './schema'

export const readCollectionRoute = route({
  method: 'get',
  path: '/v1/endpoints/:id/collection',
  operationId: 'readCollection',
  summary: 'How letters are collected from a system that cannot call KCS, and what was not taken of them',
  description: 'For operators, and for the agent of the system.',
  tag: TAG,
  access: 'known',
  params: endpointParams,
  responses: {
    200: { description: 'The collection; nothing of a letter but its id.', schema: collectionSchema },
  },
  errors: readCollectionErrors,
  async handler({ deps, identity, params }) {
    const collection = await readCollection(deps, identity, { endpoint: params.id })
    return { status: 200, body: presentCollection(collection) }
  },
})
