// GET /v1/agent

import { readOwnAgent, readOwnAgentErrors } from '../../../../services/access/agent/own'
import { route } from '../../../http/route'
import { OWN_TAG } from '../../letters/endpoint/own-schema'
import { ownAgentSchema } from './own-schema'
import { presentOwnAgent } from './presenter'

export const readOwnAgentRoute = route({
  method: 'get',
  path: '/v1/agent',
  operationId: 'readOwnAgent',
  summary: 'Who you are by your key: offices, keys, and your endpoint with how it stands',
  tag: OWN_TAG,
  access: 'known',
  responses: { 200: { description: 'What KCS knows of you, without secrets.', schema: ownAgentSchema } },
  errors: [...readOwnAgentErrors],
  async handler({ deps, identity, now }) {
    return { status: 200, body: presentOwnAgent(await readOwnAgent(deps, identity, now), now) }
  },
})
