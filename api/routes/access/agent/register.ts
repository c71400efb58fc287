// POST /v1/agents

import { route } from '../../../http/route'
import { registerAgent, registerAgentErrors } from '../../../../services/access/agent/register'
import { AGENT_ACCESS } from './policy'
import { newAgentSchema, registeredSchema } from './schema'

export const registerAgentRoute = route({
  method: 'post',
  path: '/v1/agents',
  operationId: 'registerAgent',
  summary: 'Register a filing system for some offices',
  description:
    'Key and secret are shown in this response alone. Letters reach the agent once the profile of an ' +
    'office names its endpoint.',
  tag: 'Agents',
  access: AGENT_ACCESS,
  body: { schema: newAgentSchema },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: {
    201: { description: 'Registered; key and secret are shown this once.', schema: registeredSchema },
    200: { description: 'It was registered by an earlier call with this key.', schema: registeredSchema },
  },
  errors: [...registerAgentErrors, 'idempotency-key-missing', 'validation-failed'],
  handler: async ({ deps, identity, body, idempotencyKey, now }) => {
    const { id, endpoint, created, apiKey, secret } = await registerAgent(
      deps,
      identity,
      { ...body, idempotencyKey },
      now,
    )
    return {
      status: created ? 201 : 200,
      headers: {
        location: `/v1/agents/${id}`,
        'cache-control': 'no-store',
        ...(created ? {} : { 'idempotency-replayed': 'true' }),
      },
      body: {
        id,
        endpoint: endpoint === null ? null : { id: endpoint },
        ...(apiKey === null ? {} : { apiKey }),
        ...(secret === null ? {} : { secret }),
      },
    }
  },
})
