// GET /v1/desk/health: how each system stands.

import { readHealth, readHealthErrors } from '../../../../services/operations/desk/health'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentHealth } from './presenter'
import { healthQuery, healthSchema, TAG } from './schema'

export const readDeskHealthRoute = route({
  method: 'get',
  path: '/v1/desk/health',
  operationId: 'readDeskHealth',
  summary:
    'How each system stands: its pause, what waits for it since when, what went wrong, its last success',
  tag: TAG,
  access: DESK_ACCESS,
  query: healthQuery,
  responses: { 200: { description: 'All systems, or the one that was asked for.', schema: healthSchema } },
  errors: [...readHealthErrors, 'parameter-invalid', 'parameter-repeated'],
  async handler({ deps, identity, query }) {
    const systems = await readHealth(deps, identity, query.endpoint)
    return { status: 200, body: { items: systems.map((system) => presentHealth(deps, system)) } }
  },
})
