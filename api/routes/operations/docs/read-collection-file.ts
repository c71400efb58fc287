// GET /docs/collection.json: this API as a collection for Postman, Bruno and their like.

import { route } from '../../../http/route'
import { PAGE } from './schema'

export const readCollectionFile = route({
  ...PAGE,
  path: '/docs/collection.json',
  operationId: 'collection',
  async handler({ shared }) {
    const headers = {
      'content-type': 'application/json',
      'content-disposition': 'attachment; filename="kcs-gateway-api.json"',
    }
    return { status: 200, body: shared.apiFiles().collection, headers }
  },
})
