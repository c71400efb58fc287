// GET /v1/agents/:id

import { route } from '../../../http/route'
import { requireAgent, requireAgentErrors } from '../../../../services/access/agent/require-agent'
import { AGENT_ACCESS } from './policy'
import { presentAgent } from './presenter'
import { agentParams, agentSchema } from './schema'

export const readAgentRoute = route({
  method: 'get',
  path: '/v1/agents/:id',
  operationId: 'readAgent',
  summary: 'One agent',
  tag: 'Agents',
  access: AGENT_ACCESS,
  params: agentParams,
  responses: { 200: { description: 'The agent.', schema: agentSchema } },
  errors: ['forbidden', ...requireAgentErrors],
  handler: async ({ deps, params }) => ({
    status: 200,
    body: presentAgent(await requireAgent(deps.repositories, params.id)),
  }),
})
