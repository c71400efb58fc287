// POST /v1/agent/keys

import { addOwnKey, addOwnKeyErrors } from '../../../../services/access/agent/add-own-key'
import { route } from '../../../http/route'
import { OWN_TAG } from '../../letters/endpoint/own-schema'
import { newKeyResponses, presentNewKey } from './new-key'
import { newKeySchema } from './schema'

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
  responses: newKeyResponses,
  errors: [...addOwnKeyErrors, 'idempotency-key-missing', 'validation-failed'],
  handler: async ({ deps, identity, body, idempotencyKey, now }) => {
    const input = { ...body, idempotencyKey }
    return presentNewKey(await addOwnKey(deps, identity, input, now))
  },
})
