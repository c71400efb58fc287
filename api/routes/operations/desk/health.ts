// GET /v1/desk/health: how each system stands.

import { readHealth, readHealthErrors } from '../../../../services/operations/desk/health'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentHealth } from './presenter'
import { healthSchema, TAG } from './schema'

export const readDeskHealthRoute = route({
  method: 'get',
  path: '/v1/desk/health',
  operationId: 'readDeskHealth',
  summary:
    'How each system stands: its pause, what waits for it since when, what went wrong, its last success',
  tag: TAG,
  access: DESK_ACCESS,
  responses: { 200: { description: 'All systems.', schema: healthSchema } },
  errors: [...readHealthErrors],
  async handler({ deps, identity }) {
    const systems = await readHealth(deps, identity)
    return { status: 200, body: { items: systems.map((system) => presentHealth(deps, system)) } }
  },
})
