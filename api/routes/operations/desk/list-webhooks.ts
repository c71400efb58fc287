// GET /v1/desk/webhooks: agents that are not reached as they wanted.

import { readSilentAgents, readSilentAgentsErrors } from '../../../../services/operations/desk/silent-agents'
import { route } from '../../../http/route'
import { DESK_ACCESS } from './policy'
import { presentSilentAgents } from './presenter'
import { silentAgentsSchema, TAG } from './schema'

export const listSilentAgentsRoute = route({
  method: 'get',
  path: '/v1/desk/webhooks',
  operationId: 'listSilentAgents',
  summary: 'Webhooks that are dead, and agents that have not come for letters that wait',
  tag: TAG,
  access: DESK_ACCESS,
  responses: { 200: { description: 'All of them, up to 200 of each.', schema: silentAgentsSchema } },
  errors: [...readSilentAgentsErrors],
  async handler({ deps, identity, now }) {
    return { status: 200, body: presentSilentAgents(await readSilentAgents(deps, identity, now)) }
  },
})
