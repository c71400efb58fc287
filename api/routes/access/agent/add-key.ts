// POST /v1/agents/:id/keys

import { type RouteResponse, route } from '../../../http/route'
import { addAgentKey, addAgentKeyErrors } from '../../../../services/access/agent/add-key'
import { AGENT_ACCESS } from './policy'
import { agentParams, newKeyResponseSchema, newKeySchema } from './schema'

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
  responses: {
    201: { description: 'The key, shown this once.', schema: newKeyResponseSchema },
    200: {
      description: 'It was made by an earlier call with this Idempotency-Key.',
      schema: newKeyResponseSchema,
    },
  },
  errors: [...addAgentKeyErrors, 'idempotency-key-missing', 'validation-failed'],
  handler: async ({ deps, identity, params, body, idempotencyKey, now }): Promise<RouteResponse> => {
    const input = { agent: params.id, ...body, idempotencyKey }
    const { id, apiKey } = await addAgentKey(deps, identity, input, now)
    return apiKey === null
      ? { status: 200, headers: { 'idempotency-replayed': 'true' }, body: { id } }
      : { status: 201, headers: { 'cache-control': 'no-store' }, body: { id, apiKey } }
  },
})
