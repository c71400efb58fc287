// POST /v1/agent/keys

import { addOwnKey, addOwnKeyErrors } from '../../../../services/access/agent/add-own-key'
import { type RouteResponse, route } from '../../../http/route'
import { OWN_TAG } from '../../letters/endpoint/own-schema'
import { newKeyResponseSchema, newKeySchema } from './schema'

export const addOwnKeyRoute = route({
  method: 'post',
  path: '/v1/agent/keys',
  operationId: 'addOwnKey',
  summary: 'Make yourself another key; the one of this call goes on opening until it ends',
  description: 'At most ten keys open at once. End the old one when all your programs use the new one.',
  tag: OWN_TAG,
  access: 'known',
  body: { schema: newKeySchema, optional: true },
  needsIdempotencyKey: true,
  givesSecret: true,
  responses: {
    201: { description: 'The key, shown this once.', schema: newKeyResponseSchema },
    200: {
      description: 'It was made by an earlier call with this Idempotency-Key, and is not shown again.',
      schema: newKeyResponseSchema,
    },
  },
  errors: [...addOwnKeyErrors, 'idempotency-key-missing', 'validation-failed'],
  handler: async ({ deps, identity, body, idempotencyKey, now }): Promise<RouteResponse> => {
    const input = { expiresInDays: body?.expiresInDays, idempotencyKey }
    const { id, apiKey } = await addOwnKey(deps, identity, input, now)
    return apiKey === null
      ? { status: 200, headers: { 'idempotency-replayed': 'true' }, body: { id } }
      : { status: 201, headers: { 'cache-control': 'no-store' }, body: { id, apiKey } }
  },
})
