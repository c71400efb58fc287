// GET /openapi.json: the description of this API.

import { route } from '../../../http/route'
import { PAGE } from './schema'

export const readOpenApi = route({
  ...PAGE,
  path: '/openapi.json',
  operationId: 'openApi',
  async handler({ shared }) {
    return { status: 200, body: shared.apiFiles().openApi, headers: { 'content-type': 'application/json' } }
  },
})
