// POST /v1/agents/:id/keys

import { route } from '../../../http/route'
import { addAgentKey, addAgentKeyErrors } from '../../../../services/access/agent/add-key'
import { AGENT_ACCESS } from './policy'
import { newKeyResponses, presentNewKey } from './new-key'
import { agentParams, newKeySchema } from './schema'

export const addAgentKeyRoute = route({
  method: 'post',
  path: '/v1/agents/:id/keys',
  operationId: 'addAgentKey',
  summary: 'Give an agent another key',
  description: 'The keys before it go on; revoke them when the new one is in use.',
  tag: 'Agents',
  access: AGENT_ACCESS,
  params: agentParams,
  body: { schema: newKeySchema, optional: true },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: newKeyResponses,
  errors: [...addAgentKeyErrors, 'idempotency-key-missing', 'validation-failed'],
  handler: async ({ deps, identity, params, body, idempotencyKey, now }) => {
    const input = { agent: params.id, ...body, idempotencyKey }
    return presentNewKey(await addAgentKey(deps, identity, input, now))
  },
})
