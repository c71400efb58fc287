// Registration of filing systems, by administrators.

import { route, type Route } from '../../../http/route'
import { addKey, listAgents, readAgent, revokeKey } from './handlers'
import { registerAgent } from './register'
import {
  agentListSchema,
  agentParams,
  agentSchema,
  keyParams,
  newAgentSchema,
  newKeyAnswerSchema,
  newKeySchema,
  registeredSchema,
} from './schema'

const tag = 'Agents'
const access = { roles: ['admin'] } as const

export const agents: readonly Route[] = [
  route({
    method: 'post',
    path: '/v1/agents',
    operationId: 'registerAgent',
    summary: 'Register a filing system for some offices',
    tag,
    access,
    body: { schema: newAgentSchema },
    needsIdempotencyKey: true,
    answers: {
      201: { description: 'Registered; key and secret are shown this once.', schema: registeredSchema },
      200: { description: 'It was registered by an earlier call with this key.', schema: registeredSchema },
    },
    errors: [
      'forbidden',
      'office-unknown',
      'endpoint-address-forbidden',
      'idempotency-key-missing',
      'idempotency-key-reused',
      'validation-failed',
    ],
    handler: registerAgent,
  }),
  route({
    method: 'get',
    path: '/v1/agents',
    operationId: 'listAgents',
    summary: 'All agents with their keys, without the secrets',
    tag,
    access,
    answers: { 200: { description: 'The agents.', schema: agentListSchema } },
    errors: ['forbidden'],
    handler: listAgents,
  }),
  route({
    method: 'get',
    path: '/v1/agents/:id',
    operationId: 'readAgent',
    summary: 'One agent',
    tag,
    access,
    params: agentParams,
    answers: { 200: { description: 'The agent.', schema: agentSchema } },
    errors: ['forbidden', 'agent-unknown'],
    handler: readAgent,
  }),
  route({
    method: 'post',
    path: '/v1/agents/:id/keys',
    operationId: 'addAgentKey',
    summary: 'Give an agent another key',
    tag,
    access,
    params: agentParams,
    body: { schema: newKeySchema, optional: true },
    needsIdempotencyKey: true,
    answers: {
      201: { description: 'The key, shown this once.', schema: newKeyAnswerSchema },
      200: {
        description: 'It was made by an earlier call with this Idempotency-Key.',
        schema: newKeyAnswerSchema,
      },
    },
    errors: ['forbidden', 'agent-unknown', 'idempotency-key-missing', 'validation-failed'],
    handler: addKey,
  }),
  route({
    method: 'delete',
    path: '/v1/agents/:id/keys/:keyId',
    operationId: 'revokeAgentKey',
    summary: 'Revoke a key; it opens nothing from now on',
    tag,
    access,
    params: keyParams,
    answers: { 204: { description: 'The key is revoked; a repeat is answered the same.' } },
    errors: ['forbidden', 'agent-unknown', 'not-found'],
    handler: revokeKey,
  }),
]
