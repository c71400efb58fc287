// GET /v1/agents

import { route } from '../../../http/route'
import { AGENT_ACCESS } from './policy'
import { presentAgent } from './presenter'
import { agentListSchema } from './schema'

export const listAgentsRoute = route({
  method: 'get',
  path: '/v1/agents',
  operationId: 'listAgents',
  summary: 'All agents with their keys, without the secrets',
  tag: 'Agents',
  access: AGENT_ACCESS,
  responses: { 200: { description: 'The agents.', schema: agentListSchema } },
  errors: ['forbidden'],
  handler: async ({ deps }) => {
    const agents = await deps.repositories.agents.list()
    return { status: 200, body: { items: agents.map(presentAgent) } }
  },
})
